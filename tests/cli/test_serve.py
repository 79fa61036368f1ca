"""``wsoa serve``: what it needs, what it refuses, and that nothing else pays for it."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_all_networks_need_a_name_that_browsers_use(wsoa: Command, plans: Path) -> None:
    ran = wsoa("serve", "--host", "0.0.0.0", "--plans", str(plans))  # noqa: S104 - refused
    assert ran.code == 2
    assert "--known-as" in ran.err


def test_a_folder_without_plans_is_refused_before_anything_listens(wsoa: Command, tmp_path: Path) -> None:
    ran = wsoa("serve", "--plans", str(tmp_path))
    assert ran.code == 2
    assert "Name another folder with --plans." in ran.err


def test_a_port_that_is_taken_is_named(wsoa: Command, plans: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = wsoa("serve", "--port", str(port), "--plans", str(plans))
    assert ran.code == 3
    assert f"127.0.0.1 port {port} cannot be used" in ran.err


def test_a_missing_package_is_said_in_a_sentence(
    wsoa: Command, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("wsoa.serve")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette.applications", None)
    ran = wsoa("serve", "--plans", str(plans))
    assert ran.code == 2
    assert "pip install 'wsoa[serve]'" in ran.err


@pytest.mark.parametrize("words", [["--version"], ["status", "--as-of", "2026-06-30"], ["serve", "--help"]])
def test_no_other_command_imports_the_server(plans: Path, words: list[str]) -> None:
    more = ["--plans", str(plans)] if words[0] == "status" else []
    code = (
        "import sys; from wsoa.__main__ import main; sys.argv = ['wsoa', *sys.argv[1:]]; main(); "
        "loaded = {'starlette', 'uvicorn', 'watchfiles', 'wsoa.serve'} & set(sys.modules); "
        "sys.exit(f'imported: {loaded}' if loaded else 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *words, *more], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
