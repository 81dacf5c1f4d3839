"""Several accounts: their money, their past, an advisor's divided orders, two schedules of commissions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.simulator.broker.broker import Broker
from ibkr.simulator.broker.costs import Traded, fee
from ibkr.simulator.broker.starts import ADVISOR_ACCOUNTS, DEFAULT_ACCOUNTS, LINKED_ACCOUNTS, LIVE_ACCOUNTS
from ibkr.simulator.broker.structure import Group, Model, divided
from ibkr.simulator.broker.ticket import Refused
from ibkr.simulator.market import derivatives, universe
from ibkr.simulator.market.contract import IBM
from tests.simulator.broker.desk import CLOSE, MARKET, TEN, ticket

CLIENTS = tuple(each.account_id for each in ADVISOR_ACCOUNTS[1:])
CALL = derivatives.option(derivatives.FAMILIES[0], date(2013, 2, 15), Decimal(450), "C")


def advisor() -> Broker:
    """A broker with an advisor's accounts."""
    return Broker(MARKET, start=TEN, accounts=ADVISOR_ACCOUNTS)


@pytest.mark.parametrize("accounts", [DEFAULT_ACCOUNTS, ADVISOR_ACCOUNTS, LINKED_ACCOUNTS, LIVE_ACCOUNTS])
def test_every_set_of_accounts_can_be_opened_and_valued(accounts):
    desk = Broker(MARKET, start=TEN, accounts=accounts)
    for account in desk.accounts:
        summary, ledger = desk.summary(account), desk.ledger(account)
        assert summary.net_liquidation == ledger["BASE"].net_liquidation > 0
        assert desk.pnl(account).net_liquidation == summary.net_liquidation
        assert summary.currency == desk.starting_point(account).currency


def test_cash_in_other_currencies_counts_at_their_rate():
    desk = Broker(MARKET, start=TEN, accounts=LINKED_ACCOUNTS)
    ledger = desk.ledger("DU7654322")
    assert set(ledger) == {"EUR", "USD", "JPY", "BASE"}
    parts = [ledger[each] for each in ("EUR", "USD", "JPY")]
    assert ledger["BASE"].cash == sum(part.cash * part.exchange_rate for part in parts)
    assert ledger["USD"].exchange_rate == MARKET.rate("USD", "EUR", TEN)
    assert desk.positions("DU7654322")[0].rate == ledger["USD"].exchange_rate


def test_performance_reaches_back_before_the_world_began():
    desk = Broker(MARKET, start=TEN)
    history = desk.performance("DU1234567", days=30)
    assert len(history.days) == len(history.values) == len(history.returns) == 30
    assert history.days[-1] == date(2013, 1, 31)
    assert history.start[0] < history.days[0]
    summary = desk.summary("DU1234567")
    assert history.values[-1] == pytest.approx(summary.net_liquidation - summary.daily_pnl, abs=60)


def test_a_world_that_begins_on_a_weekend_has_seen_fridays_close():
    saturday = CLOSE + 24 * 3600
    desk = Broker(MARKET, start=saturday)
    assert desk.summary("DU1234567").daily_pnl == 0
    assert desk.performance("DU1234567", days=5).days[-1] == date(2013, 2, 1)


def test_performance_grows_with_every_close():
    desk = Broker(MARKET, start=TEN)
    desk.submit(ticket(), TEN)
    desk.advance(CLOSE)
    history = desk.performance("DU1234567", days=5)
    assert history.days[-1] == date(2013, 2, 1)
    assert history.values[-1] == desk.summary("DU1234567").net_liquidation


# -- an advisor --------------------------------------------------------------------------


def test_an_order_for_a_group_is_divided_among_its_accounts():
    desk = advisor()
    desk.structure.save_group(Group(name="Even", accounts=CLIENTS, method="E"))
    order = desk.submit(ticket(account="Even", quantity=Decimal(100)), TEN)
    desk.advance(TEN + 60)
    parts = [sum(fill.quantity for fill in desk.executions(client)) for client in CLIENTS]
    assert sum(parts) == desk.order(order.order_id).filled == 100
    assert max(parts) - min(parts) <= 1
    assert desk.executions("DF1234500") == []


def test_a_coin_is_divided_in_parts_of_it():
    desk = advisor()
    desk.submit(ticket(account="All_Clients", conid=universe.BTC.conid, quantity=Decimal("0.5")), TEN)
    desk.advance(TEN + 60)
    parts = [desk.held(client, universe.BTC.conid) for client in CLIENTS]
    assert sum(parts) == Decimal("0.5")
    assert all(parts)


def test_an_order_for_a_group_is_paid_for_by_its_accounts():
    desk = advisor()
    desk.structure.save_group(Group(name="Even", accounts=CLIENTS, method="E"))
    poorest = desk.summary("DU1234503")
    price = MARKET.quote(IBM.conid, TEN).mark
    each = int(poorest.available_funds / (price / 2))
    asked = ticket(account="Even", quantity=Decimal(3 * each - 3))
    preview = desk.preview(asked, TEN)
    assert preview.problem is None
    assert preview.equity.current == sum(desk.summary(client).net_liquidation for client in CLIENTS)
    assert preview.commission == asked.quantity * Decimal("0.005")
    beyond = desk.preview(ticket(account="Even", quantity=Decimal(3 * each + 3)), TEN).problem
    assert f"{poorest.net_liquidation - (each + 1) * Decimal('0.005'):,.2f}" in str(beyond)


def test_an_order_for_a_group_ties_up_the_funds_of_its_accounts():
    desk = advisor()
    desk.structure.save_group(Group(name="Even", accounts=CLIENTS, method="E"))
    desk.submit(ticket(account="Even", order_type="LMT", price=Decimal(150), quantity=Decimal(1500)), TEN)
    with pytest.raises(Refused) as refusal:
        desk.submit(ticket(account="DU1234503", quantity=Decimal(200)), TEN)
    assert refusal.value.cause == "funds"


def test_a_group_divides_by_money_unless_told_otherwise():
    desk = advisor()
    order = desk.submit(ticket(account="All_Clients", quantity=Decimal(100)), TEN)
    shares = dict(order.allocation)
    worth = {client: desk.summary(client).net_liquidation for client in CLIENTS}
    for client in CLIENTS:
        assert shares[client] == worth[client] / sum(worth.values())


def test_only_clients_can_be_in_a_group():
    with pytest.raises(KeyError, match="DF1234500"):
        advisor().structure.save_group(Group(name="Odd", accounts=("DF1234500",)))


def test_groups_can_be_renamed_and_removed():
    structure = advisor().structure
    structure.save_group(Group(name="New", accounts=CLIENTS[:1], method="R"), replaces="All_Clients")
    assert [group.name for group in structure.groups] == ["New"]
    structure.delete_group("New")
    assert structure.groups == ()


def test_money_goes_into_models_and_out_again():
    structure = advisor().structure
    structure.save_model(Model(name="Growth", targets=((IBM.conid, Decimal(60)),)))
    structure.invest("Growth", CLIENTS[0], Decimal(5000))
    assert structure.invest("Growth", CLIENTS[0], Decimal(-2000)).invested == ((CLIENTS[0], Decimal(3000)),)


def test_only_clients_money_goes_into_models():
    structure = advisor().structure
    structure.save_model(Model(name="Growth"))
    with pytest.raises(KeyError, match="DF1234500"):
        structure.invest("Growth", "DF1234500", Decimal(5000))


def test_a_group_whose_amounts_were_never_given_divides_evenly():
    desk = advisor()
    desk.structure.save_group(Group(name="Ratio", accounts=CLIENTS[:2], method="R"))
    order = desk.submit(ticket(account="Ratio"), TEN)
    assert dict(order.allocation) == dict.fromkeys(CLIENTS[:2], Decimal("0.5"))


def test_a_group_without_accounts_takes_no_orders():
    desk = advisor()
    desk.structure.save_group(Group(name="Empty", accounts=()))
    with pytest.raises(Refused) as refusal:
        desk.submit(ticket(account="Empty"), TEN)
    assert refusal.value.cause == "account"


def test_an_individual_has_no_groups():
    desk = Broker(MARKET, start=TEN)
    assert (desk.structure.groups, desk.structure.master) == ((), None)
    with pytest.raises(Refused, match="All_Clients"):
        desk.submit(ticket(account="All_Clients"), TEN)


@given(st.integers(1, 5000), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_a_division_is_whole_and_complete(size: int, weights: list[int]):
    shares = tuple((str(place), Decimal(weight) / sum(weights)) for place, weight in enumerate(weights))
    parts = divided(Decimal(size), shares)
    assert sum(part for _, part in parts) == size
    assert all(part > 0 and part % 1 == 0 for _, part in parts)


@given(st.lists(st.integers(1, 500), min_size=1), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_after_many_fills_everyone_has_his_share_to_a_share(sizes: list[int], weights: list[int]):
    shares = tuple((str(place), Decimal(weight) / sum(weights)) for place, weight in enumerate(weights))
    given_out = dict.fromkeys(dict(shares), Decimal(0))
    for size in sizes:
        parts = divided(Decimal(size), shares, given=given_out)
        assert all(part > 0 for _, part in parts)
        for account, part in parts:
            given_out[account] += part
    assert sum(given_out.values()) == sum(sizes)
    assert all(abs(given_out[account] - share * sum(sizes)) <= 1 for account, share in shares)


# -- commissions -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("listing", "schedule", "fill", "expected"),
    [
        (IBM, "fixed", "BUY 100 200", "1"),
        (IBM, "tiered", "BUY 100 200", "0.67"),  # 0.35 and 0.0032 a share
        (IBM, "tiered", "SELL 1000 200", "11.299"),  # 3.50, 3.20, 4.48 and 0.119
        (CALL, "fixed", "BUY 1 5", "1"),
        (CALL, "fixed", "BUY 10 5", "6.50"),
        (universe.EUR_USD, "fixed", "BUY 20000 1.35", "2"),
        (universe.EUR_USD, "fixed", "BUY 1000000 1.35", "27"),
        (universe.USD_JPY, "fixed", "BUY 20000 90", "180"),
        (universe.BTC, "fixed", "BUY 100 20", "3.6"),
        (universe.IBM_BOND, "fixed", "BUY 10 98", "9.8"),
    ],
    ids=lambda each: getattr(each, "symbol", str(each)),
)
def test_commissions_follow_their_schedule(listing, schedule, fill, expected):
    side, quantity, price = fill.split()
    traded = Traded(listing=listing, side=side).with_fill(Decimal(quantity), Decimal(price))
    assert fee(traded, schedule) == Decimal(expected)
