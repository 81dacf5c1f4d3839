"""The groups beside trading, with both clients against the simulator."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

import ibkr
from ibkr import errors
from ibkr.simulator import Gateway
from ibkr.simulator.broker.starts import ADVISOR_ACCOUNTS, AccountStart

ACCOUNT = "DU1234567"
AAPL, IBM, MSFT = 265598, 8314, 272093
BORROW = "BA"
ALERT = ibkr.Alert(
    "Apple", when=ibkr.Condition.price(AAPL, ">=", "1") & ibkr.Condition.trade(IBM), message="Look at it."
)
MANY = (
    AccountStart(account_id="DF1000000", cash=Decimal(0), kind="advisor"),
    *(
        AccountStart(account_id=f"DU{1_000_000 + n}", cash=Decimal(1000), kind="client", master="DF1000000")
        for n in range(1, 46)
    ),
)


def everything(rows: Iterator[Any] | AsyncIterator[Any]) -> Any:
    """All rows of an iterator, of whichever colour."""
    return list(rows) if isinstance(rows, Iterator) else _collected(rows)


async def _collected(rows: AsyncIterator[Any]) -> list[Any]:
    return [row async for row in rows]


def test_accounts_tell_what_they_are_worth(play, gateway):
    def story(ib):
        account = yield ib.accounts.select(ACCOUNT)
        pnl = yield ib.accounts.profit_and_loss()
        funds = yield ib.accounts.figures(account, "margins")
        ledger = yield ib.portfolio.balances(account)
        values = yield ib.portfolio.values(account)
        spread = yield ib.portfolio.spread(account)
        return pnl, funds, ledger, values, spread

    pnl, funds, ledger, values, spread = play(story, gateway)
    assert pnl[ACCOUNT].net_liquidation > 0
    assert funds["total"]["current_initial"].currency == "USD"
    assert ledger["USD"].cash == ledger["BASE"].cash == 250_000
    assert values["net_liquidation"].amount == values.segment("s").amount("net_liquidation")
    assert sum(spread.asset_class.shares.values()) == pytest.approx(1)
    assert gateway.violations == []


def test_an_account_that_does_not_exist_is_refused_before_it_is_asked_about(play, gateway):
    def story(ib):
        yield ib.portfolio.accounts()
        with pytest.raises(errors.UnknownAccount):
            yield ib.portfolio.balances("DU7777777")

    events: list[ibkr.RequestEvent] = []
    play(story, gateway, on_request=events.append)
    assert [event.operation for event in events] == ["portfolio.accounts"]


def test_positions_come_one_after_the_other_and_can_be_read_anew(play, gateway):
    def story(ib):
        each = yield everything(ib.portfolio.iter_positions(ACCOUNT, sort="name"))
        held = yield ib.portfolio.position_of(ACCOUNT, AAPL)
        none = yield ib.portfolio.position_of(ACCOUNT, 756733)
        return each, held, none, (yield ib.portfolio.refresh(ACCOUNT)), (yield ib.portfolio.combos(ACCOUNT))

    each, held, none, fresh, combos = play(story, gateway)
    assert {row.conid for row in each} == {row.conid for row in fresh} == {AAPL, IBM, MSFT}
    assert (held.conid, none, combos) == (AAPL, None, [])


def test_the_accounts_below_an_advisor_come_page_by_page(play):
    def story(ib):
        rows = yield everything(ib.portfolio.iter_subaccounts())
        assert (yield ib.portfolio.subaccount_count()) == len(rows)
        return rows, (yield ib.portfolio.all_subaccounts())

    events: list[ibkr.RequestEvent] = []
    gateway = Gateway(clock=ibkr.ManualClock(), accounts=MANY)
    each, at_once = play(story, gateway, on_request=events.append)
    assert len({row.account_id for row in each}) == len(at_once) == 45
    assert [event.operation for event in events].count("portfolio.large_subaccounts") == 3 + 1 + 3


def test_an_iterator_that_is_left_early_asks_for_no_more_pages():
    events: list[ibkr.RequestEvent] = []
    gateway = Gateway(clock=ibkr.ManualClock(), accounts=MANY)
    from ibkr.testing import SimulatorTransport

    options: dict[str, Any] = {"clock": gateway.clock, "keep_alive": False, "on_request": events.append}

    async def first() -> Any:
        async with ibkr.AsyncClient(transport=SimulatorTransport(gateway), **options) as ib:
            async for row in ib.portfolio.iter_subaccounts():
                return row.account_id
        return None

    with ibkr.Client(transport=SimulatorTransport(gateway), **options) as ib:
        assert next(ib.portfolio.iter_subaccounts()).account_id == asyncio.run(first()) == "DU1000001"
    assert [event.operation for event in events] == ["portfolio.large_subaccounts"] * 2


def test_performance_has_dates_and_transactions_have_decimals(play, gateway):
    def story(ib):
        year = yield ib.analytics.returns(ACCOUNT, period="1Y")
        every = yield ib.analytics.returns_by_period([ACCOUNT])
        done = yield ib.analytics.transactions_in(AAPL, ACCOUNT, days=30)
        return year[ACCOUNT], every[ACCOUNT], done

    year, every, done = play(story, gateway)
    assert len(year.days) == len(year.nav) == len(year.returns)
    assert {"MTD", "1Y"} <= every.keys()
    assert every["1Y"].days == sorted(every["1Y"].days)
    assert done.currency == "USD"


def test_a_scan_finds_contracts_and_its_words_are_asked_for_once(play, gateway):
    gainers = ibkr.Scan("TOP_PERC_GAIN").where(priceAbove=5)

    def story(ib):
        first = yield ib.scanner.find(gainers)
        yield ib.scanner.params()
        second = yield ib.scanner.run(gainers)
        with pytest.raises(errors.InvalidArgument, match="TOP_PERC_GAIN"):
            yield ib.scanner.find(ibkr.Scan("TOP_PERC_GAINN"))
        return first, second

    events: list[ibkr.RequestEvent] = []
    hits, result = play(story, gateway, on_request=events.append)
    assert [hit.conid for hit in hits] == [row.con_id for row in result.contracts]
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [event.operation for event in events].count("scanner.params") == 1
    assert gateway.violations == []


def test_an_alert_is_made_changed_switched_and_deleted(play, gateway):
    def story(ib):
        alert_id = yield ib.alerts.create(ACCOUNT, ALERT)
        until = datetime(2013, 3, 1, tzinfo=UTC)
        later = ibkr.Alert("Later", when=ibkr.Condition.time(">=", until), message="Now.", expires=until)
        yield ib.alerts.modify(ACCOUNT, alert_id, later)
        seen = yield ib.alerts.details(alert_id)
        yield ib.alerts.deactivate(ACCOUNT, alert_id)
        off = (yield ib.alerts.details(alert_id)).alert_active
        yield ib.alerts.activate(ACCOUNT, alert_id)
        yield ib.alerts.delete(ACCOUNT, alert_id)
        with pytest.raises(errors.IbkrError, match="cannot be changed"):
            yield ib.alerts.delete(ACCOUNT, alert_id)
        return seen, off, (yield ib.alerts.all(ACCOUNT)), (yield ib.alerts.mobile_alert())

    seen, off, left, mobile = play(story, gateway)
    assert (seen.alert_name, seen.tif, seen.conditions[0].condition_value) == (
        "Later",
        "GTD",
        "20130301-00:00:00",
    )
    assert (off, left) == (0, [])
    assert mobile.account == ACCOUNT


def test_a_watchlist_is_kept_by_hand(play, gateway):
    def story(ib):
        list_id = yield ib.watchlists.create("mine", ["Computers", AAPL, IBM])
        yield ib.watchlists.add(list_id, [MSFT, AAPL])
        yield ib.watchlists.drop(list_id, [IBM])
        found = yield ib.watchlists.named("mine")
        content = yield ib.watchlists.content(found.watchlist_id)
        yield ib.watchlists.delete(list_id)
        with pytest.raises(errors.NotFound):
            yield ib.watchlists.delete(list_id)
        return content, (yield ib.watchlists.lists())

    content, left = play(story, gateway)
    assert [row.conid for row in content.instruments[1:]] == [AAPL, MSFT]
    assert content.instruments[1].ticker == "AAPL"
    assert left == []


def test_notifications_are_read_and_chosen(play, gateway):
    def story(ib):
        messages = yield everything(ib.notifications.iter_messages())
        count = yield ib.notifications.unread_count()
        yield ib.notifications.mark_all_read(messages)
        none = yield ib.notifications.unread_count()
        yield ib.notifications.unsubscribe(BORROW)
        kinds = yield ib.notifications.subscriptions()
        yield ib.notifications.accept_disclaimer(BORROW)
        yield ib.notifications.add_device("phone", name="Phone", app="IBKR Mobile")
        delivery = yield ib.notifications.delivery_options()
        yield ib.notifications.drop_device("phone")
        return messages, count, none, kinds, delivery

    messages, count, none, kinds, delivery = play(story, gateway)
    assert [message.time for message in messages] == sorted(
        (message.time for message in messages), reverse=True
    )
    assert (count, none) == (sum(not message.is_read for message in messages), 0)
    assert not kinds[BORROW].active
    assert [device.device_id for device in delivery.devices] == ["phone"]


def test_event_contracts_lead_from_the_tree_to_the_terms(play, gateway):
    def story(ib):
        (market,) = yield ib.events.find("s&p 500")
        questions = yield ib.events.questions(market.conid)
        terms = yield ib.events.terms(questions[0].yes)
        return (yield ib.events.tree()), questions, terms

    tree, questions, terms = play(story, gateway)
    assert any(node.markets for top in tree for node in top.walk())
    assert all(one.yes and one.no for one in questions)
    assert [one.strike for one in questions if one.expires == questions[0].expires] == sorted(
        one.strike for one in questions if one.expires == questions[0].expires
    )
    assert (terms.payout, terms.last_trade.tzinfo) == (1, UTC)


def test_the_profile_is_put_together_and_changed(play, gateway):
    def story(ib):
        before = yield ib.profile.overview()
        yield ib.notifications.add_device("phone", name="Phone", app="IBKR Mobile")
        yield ib.profile.update(
            email=False, subscribe=["EA"], active_account=ACCOUNT, devices={"phone": False}
        )
        with pytest.raises(errors.InvalidArgument, match="'phone'"):
            yield ib.profile.update(devices={"phon": True})
        with pytest.raises(errors.InvalidArgument, match="email"):
            yield ib.profile.update(mail=True)
        return before, (yield ib.profile.overview())

    before, after = play(story, gateway)
    assert (before.is_paper, before.accounts, before.active_account) == (True, [ACCOUNT], ACCOUNT)
    assert before.login_expires.tzinfo is UTC
    assert (after.delivery.email, after.notifications["EA"].active) == (False, True)
    assert [(one.device_id, one.active) for one in after.delivery.devices] == [("phone", False)]
    assert ACCOUNT not in repr(after)


def test_an_advisor_changes_the_rules_that_he_names_and_no_others(play):
    def story(ib):
        before = yield ib.advisor.group_rules()
        yield ib.advisor.revise_group_rules(
            strict_credit_check=not before["strict_credit_check"], default_method_for_all="available_equity"
        )
        after = yield ib.advisor.group_rules()
        models_before = yield ib.advisor.model_rules()
        yield ib.advisor.revise_model_rules(keep_model_open=not models_before["keep_model_open"])
        return before, after, models_before, (yield ib.advisor.model_rules())

    before, after, models_before, models_after = play(
        story, Gateway(clock=ibkr.ManualClock(), accounts=ADVISOR_ACCOUNTS)
    )
    changed = {"strict_credit_check", "default_method_for_all"}
    assert {name for name in before if before[name] != after[name]} == changed
    assert after["default_method_for_all"] == "available_equity"
    assert [name for name, value in models_before.items() if models_after[name] != value] == [
        "keep_model_open"
    ]


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda ib: ib.advisor.revise_model_rules(), "Name at least one rule for models: avoid_negative"),
        (lambda ib: ib.advisor.revise_model_rules(keep_open=True), "did you mean 'keep_model_open'"),
        (lambda ib: ib.advisor.revise_model_rules(keep_model_open="yes"), "keepModelOpen"),
        (lambda ib: ib.advisor.revise_group_rules(default_method_for_all="fair"), "method of sharing out"),
        (lambda ib: ib.advisor.define_model(" "), "the name of a model"),
    ],
)
def test_a_rule_or_a_model_that_cannot_be_is_refused_here(play, ask, said):
    def story(ib):
        with pytest.raises(ibkr.InvalidArgument, match=said):
            yield ask(ib)

    play(story, Gateway(clock=ibkr.ManualClock(), accounts=ADVISOR_ACCOUNTS))


def test_a_model_is_defined_by_its_name(play):
    def story(ib):
        yield ib.advisor.define_model("Bonds and cash", description="quiet")
        return (yield ib.advisor.model_named("Bonds and cash"))

    model = play(story, Gateway(clock=ibkr.ManualClock(), accounts=ADVISOR_ACCOUNTS))
    assert (model.desc, model.is_static) == ("quiet", True)


def test_an_advisor_keeps_groups_and_looks_at_models(play):
    one, two = (start.account_id for start in ADVISOR_ACCOUNTS[1:3])

    def story(ib):
        yield ib.advisor.add_group("three to one", {one: 3, two: 1}, method="ratio")
        yield ib.advisor.revise_group("three to one", [one, two], method="equal", rename="both")
        group = yield ib.advisor.group_named("both")
        with pytest.raises(errors.InvalidArgument, match="'both'"):
            yield ib.advisor.group_named("bot")
        yield ib.advisor.drop_group("both")
        names = yield ib.advisor.model_names()
        model = yield ib.advisor.model_named(names[0])
        yield ib.advisor.positions_of(names[0])
        yield ib.advisor.accounts_of(names[0])
        return group, (yield ib.advisor.group_names()), names, model

    gateway = Gateway(clock=ibkr.ManualClock(), accounts=ADVISOR_ACCOUNTS)
    group, groups, names, model = play(story, gateway)
    assert (group.name, group.method, set(group.shares)) == ("both", "equal", {one, two})
    assert "both" not in groups
    assert model.model == names[0]


CHANGES = {
    "alerts": lambda ib: ib.alerts.create(ACCOUNT, ALERT),
    "watchlists": lambda ib: ib.watchlists.create("mine", [AAPL]),
    "notifications": lambda ib: ib.notifications.unsubscribe("EA", "BA"),
    "devices": lambda ib: ib.notifications.add_device("phone", name="Phone", app="app"),
    "profile": lambda ib: ib.profile.update(email=False),
    "delete": lambda ib: ib.alerts.delete_all(ACCOUNT),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_client_that_only_reads_changes_no_setting(play, gateway, change: str):
    def story(ib):
        with pytest.raises(errors.Guarded, match="read-only"):
            yield CHANGES[change](ib)

    events: list[ibkr.RequestEvent] = []
    play(story, gateway, read_only=True, on_request=events.append)
    assert {event.method for event in events} <= {"GET"}


TRANSFERS = {
    "invest": ("/fa/model/invest-divest", {"model": "Computers", "accountList": ["U1000001"]}),
    "submit": ("/fa/model/submit-transfers", {"fpOrderId": 1}),
}


@pytest.mark.parametrize("transfer", TRANSFERS)
@pytest.mark.parametrize("options", [{}, {"read_only": True, "live": True}])
def test_money_of_live_clients_is_not_moved_by_a_guarded_client(play, transfer: str, options: dict[str, Any]):
    live = (
        AccountStart(account_id="F1000000", cash=Decimal(0), kind="advisor", is_paper=False),
        AccountStart(
            account_id="U1000001", cash=Decimal(1000), kind="client", master="F1000000", is_paper=False
        ),
    )

    def story(ib):
        with pytest.raises(errors.Guarded):
            yield ib.post(*TRANSFERS[transfer])

    play(story, Gateway(clock=ibkr.ManualClock(), accounts=live), **options)


def test_a_stream_that_may_exercise_options_is_refused_to_a_client_that_only_reads(gateway):
    from ibkr.testing import SimulatorTransport

    with ibkr.Client(transport=SimulatorTransport(gateway), keep_alive=False, read_only=True) as ib:
        with pytest.raises(errors.Guarded):
            ib.stream(exercise=True)
        ib.stream()


def test_a_read_over_midnight_waits_for_the_reset_and_the_session_comes_back(play):
    # 23:59:58 of Monday in New York
    clock = ibkr.ManualClock(datetime(2013, 2, 5, 4, 59, 58, tzinfo=UTC).timestamp())
    gateway = Gateway(clock=clock, region="us", idle=None)

    def story(ib):
        heard: list[str] = []
        ib.session.on_change(lambda change: heard.append(change.after))
        yield ib.accounts.brokerage()
        clock.sleep(5)
        return (yield ib.accounts.brokerage()), heard, ib.session.state

    accounts, heard, state = play(story, gateway)
    assert accounts.accounts == [ACCOUNT]
    assert state == "ready"
    assert "maintenance" in heard or "no_bridge" in heard
