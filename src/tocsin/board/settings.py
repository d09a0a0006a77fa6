"""How a board is set up: one frozen value, made by the command and passed down."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path

from platformdirs import user_data_path

from tocsin.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSettings:
    """The case of a board, and who may see it.

    Attributes:
        case: The case file, or the address of a database.
        scenarios: Scenario files, and folders of them, that the board weighs.
        choices: Choice files, and folders of them, that the board works out.
        at: The day from whose end scenarios are looked at; None for now.
        accounts: The folder of accounts and of the record of exports.
        host: The address that the board listens on; `names` are the further names that browsers reach it by.
        port: The port that the board listens on.
        https: Whether browsers reach the board by HTTPS, as behind a proxy: cookies are then sent by HTTPS only.
        patience: Seconds that a page waits for what takes long in a large case, before it shows the rest without it.
        login: Whether an account is needed; always so where others than this machine can reach the board.
    """

    case: Path | str
    accounts: Path
    scenarios: tuple[Path, ...] = ()
    choices: tuple[Path, ...] = ()
    at: date | None = None
    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    port: int = 8765
    https: bool = False
    patience: float = 0.25
    login: bool = False

    @property
    def hosts(self) -> frozenset[str] | None:
        """The names that a browser may reach the board by: others are those of a page that poses as the board.

        None where it listens everywhere and was given no names: then any may be its own, and accounts guard it.
        """
        is_everywhere = self.host in ("0.0.0.0", "::")
        if is_everywhere and not self.names:
            return None
        own = {"127.0.0.1", "localhost", "[::1]"} if is_everywhere or is_loopback(self.host) else {self.host}
        return frozenset(name.lower() for name in (*own, *self.names))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def accounts_folder(case: Path | str) -> Path:
    """Where the accounts of a case's board are kept: next to the file, or for a database in the user's data folder.

    Raises:
        SettingsError: The system has no such folder.
    """
    if "://" not in str(case):
        path = Path(case)
        return path.with_name(f"{path.name}.board")
    try:
        key = sha256(str(case).rpartition("@")[2].encode()).hexdigest()[:12]
        return user_data_path("tocsin") / f"board-{key}"
    except OSError as error:
        raise SettingsError(f"no folder for the accounts: {error}; name one with --accounts") from error
