"""`tocsin serve` and `tocsin accounts`: the board of a case, and who may use it."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.options import Case, ListFormat, given_day

if TYPE_CHECKING:
    from tocsin.board.accounts import Accounts
    from tocsin.board.settings import BoardSettings

accounts = typer.Typer(no_args_is_help=True, help="Make, list and remove the accounts of a case's board.")

_Folder = Annotated[
    Path | None,
    typer.Option("--accounts", metavar="FOLDER", help="Where the board's accounts are kept.  [default: CASE.board]"),
]
_Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes one that is free.")] = 8765,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A name that browsers reach the board by; may be given several times."),
    ] = None,
    https: Annotated[bool, typer.Option("--https", help="Browsers reach it by HTTPS, as behind a proxy.")] = False,
    login: Annotated[
        bool, typer.Option("--login", help="Ask for an account on this machine too; elsewhere it always does.")
    ] = False,
    scenario: Annotated[
        list[Path] | None,
        typer.Option(
            "--scenario", metavar="FILE", help="A scenario, or a folder of them; may be given several times.  "
            "[default: the folder “scenarios” next to the case]",
        ),
    ] = None,
    choice: Annotated[
        list[Path] | None,
        typer.Option(
            "--choice", metavar="FILE", help="A choice file, or a folder of them; may be given several times.  "
            "[default: the folder “choices” next to the case]",
        ),
    ] = None,
    at: Annotated[
        date | None,
        typer.Option("--at", parser=given_day, metavar="DATE", help="Look at scenarios from the end of this day."),
    ] = None,
    folder: _Folder = None,
    case: Case = None,
) -> None:  # fmt: skip
    """Serve the board: the case as pages for a browser, on this machine only unless --host says otherwise.

    Where others can reach it, everybody needs an account (`tocsin accounts add NAME`), and the board belongs behind a proxy
    that speaks HTTPS. The pages load nothing from elsewhere.
    """
    from tocsin.board.accounts import Accounts
    from tocsin.board.settings import BoardSettings, accounts_folder, is_loopback
    from tocsin.errors import SettingsError
    from tocsin.settings import Settings

    chosen = case if case is not None else Settings.load().case
    own = folder or accounts_folder(chosen)
    needs_login = login or not is_loopback(host) or bool(name)
    if needs_login and not Accounts(own).all():
        raise SettingsError(
            f"a board that others can reach needs accounts, and {own} has none: `tocsin accounts add NAME --role admin`"
        )
    settings = BoardSettings(
        case=chosen, accounts=own, scenarios=tuple(scenario or _next_to(chosen, "scenarios")),
        choices=tuple(choice or _next_to(chosen, "choices")), host=host, port=port,
        names=tuple(name or ()), at=at, https=https, login=needs_login,
    )  # fmt: skip
    _run(settings)


def _next_to(case: Path | str, folder: str) -> list[Path]:
    beside = Path(case).with_name(folder)
    return [beside] if "://" not in str(case) and beside.is_dir() else []


def _run(settings: "BoardSettings") -> None:
    import socket

    import uvicorn

    from tocsin.board.app import create_app
    from tocsin.errors import SettingsError

    app = create_app(settings)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # With the protocol named, asyncio sends each answer at once; else a second one on a connection waits for 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host.strip("[]"), settings.port))
    except OSError as error:
        raise SettingsError(
            f"{settings.host}:{settings.port}: {error.strerror or error}; choose another with --host and --port"
        ) from error
    # From here on whoever reads the address is answered, if only when the server runs.
    listening.listen()
    port = listening.getsockname()[1]
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    output.line(f"The board of {app.state.door.case().name}: http://{shown}:{port}/  (Ctrl+C ends it)")
    # A program that started this waits for that line.
    sys.stdout.flush()
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3)
    uvicorn.Server(config).run(sockets=[listening])


@accounts.command("add")
def add(
    name: _Name,
    role: Annotated[str, typer.Option(help="reader, analyst or admin.")] = "reader",
    folder: _Folder = None,
    case: Case = None,
) -> None:
    """Make an account, or give one another role and password; the password is asked for, or read from standard input."""
    from tocsin.board.accounts import Role

    if role not in list(Role):
        raise typer.BadParameter(f"{role!r} is no role; known: {', '.join(Role)}")
    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = typer.get_text_stream("stdin").readline().rstrip("\r\n")
    made = _accounts(folder, case).add(name, Role(role), password)
    output.line(f"{made.name}: {made.role.value}")


@accounts.command("list")
def list_(
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    folder: _Folder = None,
    case: Case = None,
) -> None:
    """List the accounts with their roles and the names of their tokens."""
    columns = (("name", 4), ("role", 2), ("tokens", 6))
    rows = (
        {"name": one.name, "role": one.role.value, "tokens": ", ".join(token.name for token in one.tokens)}
        for one in _accounts(folder, case).all()
    )
    if not output.listing(rows, form, csv_columns=[name for name, _ in columns], table_columns=columns):
        output.warn("the board has no account yet; `tocsin accounts add NAME` makes one")


@accounts.command("remove")
def remove(name: _Name, folder: _Folder = None, case: Case = None) -> None:
    """Remove an account; its sessions and tokens end at once."""
    _accounts(folder, case).remove(name)
    output.line(f"{name}: removed")


@accounts.command("token")
def token(
    name: _Name,
    label: Annotated[str, typer.Option(help="What the token is for.")] = "token",
    folder: _Folder = None,
    case: Case = None,
) -> None:
    """Make a token with which a program uses an account; it is shown once."""
    output.line(_accounts(folder, case).new_token(name, label))


def _accounts(folder: Path | None, case: str | None) -> "Accounts":
    from tocsin.board.accounts import Accounts
    from tocsin.board.settings import accounts_folder
    from tocsin.settings import Settings

    return Accounts(folder or accounts_folder(case if case is not None else Settings.load().case))
