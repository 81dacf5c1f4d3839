"""The synchronous client is what the program makes of the asynchronous one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegen.derive_sync import HEADER, derive, synchronous

if TYPE_CHECKING:
    from pathlib import Path


def test_the_synchronous_client_is_derived_and_up_to_date():
    assert derive(check=True) == []


def test_what_differs_is_written_and_what_has_no_original_any_more_is_deleted(tmp_path: Path):
    source, target = tmp_path / "_async", tmp_path / "_sync"
    source.mkdir()
    target.mkdir()
    (source / "kept.py").write_text("async def f() -> None: ...\n")
    (source / "_shell.py").write_text("import asyncio\n")
    (target / "_shell.py").write_text("import threading\n")
    (target / "stale.py").write_text("")
    place = {"source": source, "target": target}
    assert derive(check=True, **place) == derive(check=False, **place) == ["kept.py", "stale.py"]
    assert sorted(path.name for path in target.iterdir()) == ["_shell.py", "kept.py"]
    assert (target / "kept.py").read_text() == f"{HEADER}def f() -> None: ...\n"
    assert (target / "_shell.py").read_text() == "import threading\n"
    assert derive(check=True, **place) == []


def test_words_that_wait_are_taken_out():
    derived = synchronous(
        "from ibkr._async._shell import AsyncShell\n\n\n"
        "class AsyncThing:\n"
        "    async def close(self) -> None:\n"
        '        """In an `async with` block."""\n'
        "        await self._shell.aclose()\n"
    )
    assert derived == (
        f"{HEADER}from ibkr._sync._shell import Shell\n\n\n"
        "class Thing:\n"
        "    def close(self) -> None:\n"
        '        """In a `with` block."""\n'
        "        self._shell.close()\n"
    )


def test_a_group_keeps_its_generated_base_under_another_name():
    derived = synchronous(
        "from ibkr_wire.resources.asynchronous.orders import Orders\n\n\n"
        "class AsyncOrders(Orders):\n    pass\n"
    )
    assert "synchronous.orders import Orders as OrdersOperations" in derived
    assert "class Orders(OrdersOperations):" in derived
