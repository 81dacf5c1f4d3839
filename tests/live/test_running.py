"""Live runs on the simulator: where they begin, how they end, and what they do not do."""

from __future__ import annotations

import json
from contextlib import closing, contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ibkr.backtest import StrategyError
from ibkr.errors import ConfigError
from ibkr.live import read_session
from ibkr.live.ledger import opened
from ibkr.simulator import AccountStart, Fault, Faults, Holding
from tests.live.lockstep import ACCOUNT, EMPTY, market
from tests.live.strategies import Brackets, Flip, Raises

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDING = AccountStart(account_id=ACCOUNT, cash=Decimal(50_000), holdings=(Holding(272093, 30, Decimal(27)),))
LIVE = AccountStart(account_id="U7654321", cash=Decimal(50_000), is_paper=False)


def position(gateway, conid: int = 272093) -> float:
    """What the gateway's own books say is held."""
    return float(gateway.simulation.gateway.broker.held(ACCOUNT, conid))


def working(gateway) -> list[object]:
    """Orders that nobody has asked to be cancelled, by the gateway's own books."""
    orders = gateway.simulation.gateway.broker.orders(ACCOUNT)
    return [order for order in orders if order.is_alive and order.status != "PendingCancel"]


def read_remarks(ledger: Path) -> list[str]:
    lines = [json.loads(line) for line in ledger.read_text().splitlines()]
    return [line["text"] for line in lines if line["type"] == "remarked"]


# --- the beginning ------------------------------------------------------------------------------


def test_a_live_account_needs_two_words():
    with market(accounts=(LIVE,)) as gateway, pytest.raises(ConfigError, match="live=True"):
        gateway.run(Flip, account_id="U7654321", steps=1)


def test_a_position_that_is_there_already_is_refused_or_taken_over(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    with market(accounts=(HOLDING,)) as gateway:
        for _ in range(2):  # the ledger that the first one began is no leave for the second
            with pytest.raises(ConfigError, match=r"holds \+30 of MSFT already"):
                gateway.run(Flip, steps=2, ledger=ledger)
        result = gateway.run(Flip, steps=3, adopt=True, ledger=ledger)
        assert any("+30 of MSFT taken over" in remark for remark in result.remarks)
        assert result.result.position[-1] == position(gateway)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"max_drawdown": 10}, "0.1 is 10 %"),
        ({"bar": "30s"}, "use 1min or longer"),
        ({"contracts": []}, "name a contract"),
        ({"cash": 0.0}, "has nothing to work with"),
        ({"contracts": [911000302], "cash": None}, "no cash in EUR in the account: give cash="),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_sent(options: dict[str, object], says: str):
    with market() as gateway, pytest.raises(ConfigError, match=says):
        gateway.run(Flip, **options)


# --- orders -------------------------------------------------------------------------------------


def test_a_question_without_an_answer_is_a_refusal_that_the_strategy_hears_of():
    with market() as gateway:
        result = gateway.run(Flip, steps=4, answer=None).result
        assert [order.status for order in result.orders] == ["refused", "refused"][: len(result.orders)]
        assert "answered with no" in result.events[0].reason
        assert position(gateway) == 0


def test_a_dry_run_tells_the_exact_orders_and_sends_none():
    with market() as gateway:
        result = gateway.run(Flip, steps=4, dry_run=True)
        sent = [remark for remark in result.remarks if remark.startswith("POST")]
        assert json.loads(sent[0].partition("\n")[2])["orders"][0]["orderType"] == "MKT"
        assert gateway.simulation.gateway.broker.orders(ACCOUNT) == []


def test_a_bracket_is_placed_whole():
    with market() as gateway:
        result = gateway.run(Brackets, steps=4).result
        kinds = [order.kind for order in result.orders]
        assert kinds[:3] == ["market", "stop", "limit"]
        assert result.position[-1] == position(gateway) == 10


# --- the end ------------------------------------------------------------------------------------


def test_a_file_ends_the_run_and_working_orders_are_cancelled(tmp_path: Path):
    kill = tmp_path / "stop"
    with market() as gateway:
        result = gateway.run(
            Brackets, kill_file=kill, on_step=lambda _: kill.touch() if position(gateway) else None
        )
        assert "is there" in result.reason
        assert {order.status for order in result.result.orders} == {"filled", "cancelled"}
        assert position(gateway) == 10


@pytest.mark.parametrize(("strategy", "steps"), [(Brackets, 4), (Flip, 1)])
def test_flatten_closes_what_is_held_and_what_is_still_being_bought(strategy, steps: int, tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    with market() as gateway:
        result = gateway.run(strategy, steps=steps, flatten=True, ledger=ledger).result
        # What was still being bought is cancelled in time, or bought and sold again.
        assert len(result.fills) in ((2,) if strategy is Brackets else (0, 2))
        assert result.position[-1] == position(gateway) == 0
        assert read_session(ledger).result(strategy).to_json() == result.to_json()


def test_a_drawdown_ends_the_run():
    with market() as gateway:
        result = gateway.run(Flip, max_drawdown=0.00001, parameters={"size": 1000})
        assert "below its highest" in result.reason


def test_a_strategy_that_raises_ends_in_good_order_with_its_result():
    with market() as gateway:
        with pytest.raises(StrategyError, match="out of ideas") as caught:
            gateway.run(Raises)
        assert len(caught.value.result.fills) > 0
        assert gateway.simulation.gateway.sockets == []


class Keyboard:
    """A client whose user presses Ctrl-C while the run waits for its events of these numbers."""

    def __init__(self, client: Any, *presses: int) -> None:
        self._client = client
        self._presses = presses
        self._waits = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    @contextmanager
    def stream(self) -> Iterator[Keyboard]:
        with self._client.stream() as stream:
            yield Keyboard(stream, *self._presses)

    def poll(self, timeout: float) -> object:
        self._waits += 1
        if self._waits in self._presses:
            raise KeyboardInterrupt
        return self._client.poll(timeout)


def test_ctrl_c_ends_a_run_in_good_order_and_a_second_one_at_once():
    with market() as gateway:
        with pytest.raises(KeyboardInterrupt):
            gateway.run(Brackets, through=lambda ib: Keyboard(ib, 200, 201))
        result = gateway.run(Brackets, adopt=True, through=lambda ib: Keyboard(ib, 20))
        assert result.reason == "interrupted"
        assert working(gateway) == []


def test_what_fails_in_the_users_own_code_leaves_no_order_behind():
    def fails(_event: object) -> None:
        if working(gateway):
            raise LookupError("no such thing")

    with market() as gateway:
        gateway.heard = fails
        with pytest.raises(LookupError):
            gateway.run(Brackets)
        assert working(gateway) == []


def test_what_ibkr_does_not_take_back_in_time_is_said(tmp_path: Path):
    kill = tmp_path / "stop"
    remarks: list[str] = []
    with market(faults=Faults(Fault("answer", "orders.withdraw", status=400, times=100))) as gateway:
        result = gateway.run(
            Brackets,
            flatten=True,
            kill_file=kill,
            on_step=lambda _: kill.touch() if position(gateway) else None,
            on_remark=remarks.append,
        )
        assert result.remarks == tuple(remarks)
        assert [remark.partition(":")[0] for remark in remarks[-3:]] == [
            "SELL 10 stop may still be working at IBKR",
            "SELL 10 limit may still be working at IBKR",
            "+10 of MSFT is still held",
        ]
        assert len(working(gateway)) == 2


def test_a_strategy_that_raises_after_it_has_asked_for_an_order_goes_on_where_it_was(tmp_path: Path):
    """What it asked for on that bar was not sent: neither the book nor the ledger counts it."""
    ledger = tmp_path / "run.jsonl"
    with market() as gateway:
        with pytest.raises(StrategyError):
            gateway.run(Raises, ledger=ledger, flatten=True)
        assert position(gateway) == 0
        mended = type("Raises", (Flip,), {})
        result = gateway.run(mended, ledger=ledger, steps=2).result
        assert result.position[-1] == position(gateway)
        assert "gone on from the ledger" in read_remarks(ledger)


def test_a_drawdown_is_counted_from_before_a_restart_too(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    options = {"max_drawdown": 0.00001, "parameters": {"size": 1000}, "ledger": ledger}
    with market() as gateway:
        first = gateway.run(Flip, **options)
        second = gateway.run(Flip, **options)
        assert "below its highest" in first.reason
        assert "below its highest" in second.reason
        assert not [order for order in second.result.orders if order.bar > len(first.result.equity)]


def test_a_ledger_belongs_to_one_run_at_a_time(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    with market() as gateway, closing(opened(ledger)), pytest.raises(ConfigError, match="another run has it"):
        gateway.run(Flip, steps=1, ledger=ledger)
    with pytest.raises(ConfigError, match="cannot be opened"):
        opened(tmp_path / "nowhere" / "run.jsonl")


# --- going on -----------------------------------------------------------------------------------


def test_a_run_goes_on_where_the_ledger_ends(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    with market() as gateway:
        first = gateway.run(Flip, steps=5, ledger=ledger).result
        second = gateway.run(Flip, steps=6, ledger=ledger).result
        assert second.equity.tolist()[: len(first.equity)] == first.equity.tolist()
        assert len(second.fills) > len(first.fills)
        assert second.position[-1] == position(gateway)
        assert ledger.stat().st_mode & 0o777 == 0o600
        assert ACCOUNT not in ledger.read_text()


def test_a_ledger_of_another_strategy_or_other_parameters_is_refused(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    with market() as gateway:
        gateway.run(Flip, steps=2, ledger=ledger)
        with pytest.raises(ConfigError, match="begun by Flip, not by Brackets"):
            gateway.run(Brackets, steps=2, ledger=ledger)
        with pytest.raises(ConfigError, match="other contracts, parameters or bars"):
            gateway.run(Flip, steps=2, ledger=ledger, parameters={"size": 3})


def test_what_happened_while_nobody_listened_is_heard_before_the_first_decision(tmp_path: Path):
    """The process ends right after an order was sent: the ledger knows its name and nothing else."""
    ledger = tmp_path / "run.jsonl"
    with market() as gateway:
        gateway.run(Flip, steps=2, ledger=ledger)
        lines = ledger.read_bytes().splitlines(keepends=True)
        sent = next(place for place, line in enumerate(lines) if b'"sending"' in line)
        ledger.write_bytes(b"".join(lines[: sent + 1]) + b'{"type":"acknow')  # killed in the middle of a line
        held = position(gateway)
        result = gateway.run(Flip, steps=3, ledger=ledger)
        assert "gone on from the ledger" in result.remarks
        assert result.result.fills[0].quantity == 10
        assert result.result.position[-1] == position(gateway)
        assert held == 10


def test_an_order_that_never_reached_ibkr_is_refused_after_a_restart(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    with market() as gateway:
        gateway.run(Flip, steps=2, ledger=ledger, dry_run=True)
        lines = ledger.read_bytes().splitlines(keepends=True)
        sent = next(place for place, line in enumerate(lines) if b'"sending"' in line)
        ledger.write_bytes(b"".join(lines[: sent + 1]))
        result = gateway.run(Flip, steps=2, ledger=ledger).result
        assert result.orders[0].status == "refused"
        assert "never reached IBKR" in result.events[0].reason


def test_no_account_number_and_no_token_is_in_the_ledger_and_the_session_can_be_read(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    with market() as gateway:
        live = gateway.run(Flip, steps=3, ledger=ledger)
    session = read_session(ledger)
    assert session.opened.contracts == {"MSFT": 272093}
    assert len(session.steps) >= 3
    assert session.result(Flip).to_json() == live.result.to_json()


@pytest.mark.parametrize(
    ("content", "says"), [(None, "no ledger to read"), (b"", "is empty"), (b"{nonsense}\n", "Line 1")]
)
def test_a_ledger_that_cannot_be_read_says_so(tmp_path: Path, content: bytes | None, says: str):
    path = tmp_path / "run.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=says):
        read_session(path)


# --- trouble ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "faults",
    [
        Faults(Fault("cut", "smd", skip=20, times=3)),
        Faults(
            Fault("cut", "smd", skip=20),
            Fault("answer", "portfolio.current_positions", status=400, skip=1, times=2),
        ),
        Faults(Fault("drop_after", "orders.submit", times=2)),
        Faults(Fault("drop_before", "orders.reply", times=1), Fault("cut", "sor", skip=3)),
        Faults(Fault("duplicate", "str", times=5), Fault("malformed", "str", skip=2)),
    ],
    ids=["cuts", "no positions", "silence after orders", "lost replies", "torn and doubled executions"],
)
def test_the_position_never_differs_from_what_the_strategy_believes_after_trouble(
    faults: Faults, tmp_path: Path
):
    with market(faults=faults, accounts=(EMPTY,)) as gateway:
        gateway.patience = 0.2  # a cut line sees no heartbeats: time goes on without it
        result = gateway.run(Flip, steps=20, ledger=tmp_path / "run.jsonl")
        assert result.result.position[-1] == position(gateway)
