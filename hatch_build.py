"""Makes the gazetteer before the package is built or installed in place."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Merges the GeoNames packages into the one file that ships in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the gazetteer for wheels and editable installs; a source distribution goes without it."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        script = root / "scripts" / "build_gazetteer.py"
        spec = importlib.util.spec_from_file_location("build_gazetteer", script)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(script)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.build(root / "src" / "tocsin" / "lexicon" / "gazetteer.bin")
