"""What a trader does in a day, with both clients against the simulator."""

from __future__ import annotations

import pytest

import ibkr
from ibkr.simulator import Gateway

ACCOUNT = "DU1234567"
AAPL = 265598


def test_accounts_positions_contract_quote_and_bars(play, gateway):
    def story(ib):
        (account,) = yield ib.portfolio.accounts()
        positions = yield ib.portfolio.positions(account.account_id, 0)
        aapl = yield ib.contracts.find("AAPL")
        quote = yield ib.market_data.snapshot(aapl.conid, fields=["last", "bid", "ask"], wait=5)
        bars = yield ib.market_data.bars(aapl.conid, period="1y", bar="1d")
        return account, positions, aapl, quote, bars

    account, positions, aapl, quote, bars = play(story, gateway)
    assert account.account_id == ACCOUNT
    assert {row.conid for row in positions} >= {AAPL}
    assert aapl.conid == AAPL
    assert quote.bid < quote.ask
    assert 240 < len(bars) < 260
    assert gateway.violations == []


def test_the_sparse_first_page_of_positions_is_read_again_until_it_has_names(play, gateway):
    def story(ib):
        return (yield ib.portfolio.positions(ACCOUNT, 0))

    assert all(isinstance(row.ticker, str) for row in play(story, gateway))


def test_a_filled_order_shows_among_the_trades_with_its_name(play, gateway):
    order = ibkr.Order.limit(AAPL, "BUY", 10, price="455")

    def story(ib):
        placed = yield ib.orders.place(ACCOUNT, order)
        done = yield placed.wait("filled", timeout=60)
        trades = yield ib.trades.executions()
        return done, trades

    done, trades = play(story, gateway)
    assert done.state == "filled"
    assert order.client_order_id in {trade.order_ref for trade in trades}


def test_a_lost_brokerage_session_is_opened_again_for_a_call_that_reads(play, gateway):
    def story(ib):
        yield ib.accounts.brokerage()
        gateway.session.lose_bridge()
        return (yield ib.accounts.brokerage())

    assert ACCOUNT in play(story, gateway).accounts


def test_nobody_logged_in_is_said_with_the_next_step(play):
    def story(ib):
        with pytest.raises(ibkr.NotAuthenticated, match=r"Log in there with a browser"):
            yield ib.portfolio.accounts()
        return (yield ib.session.check())

    gateway = Gateway(clock=ibkr.ManualClock(), logged_in=False)
    assert play(story, gateway) == "logged_out"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda ib: ib.contracts.find("NOSUCHTHING"), ibkr.NoSuchContract),
        (lambda ib: ib.portfolio.positions("DU7777777", 0), ibkr.UnknownAccount),
        (
            lambda ib: ib.orders.place("DU7777777", ibkr.Order.limit(AAPL, "BUY", 1, price="440")),
            ibkr.UnknownAccount,
        ),
        (
            lambda ib: ib.orders.place(ACCOUNT, ibkr.Order.limit(AAPL, "BUY", 1, price="440.123")),
            ibkr.InvalidOrder,
        ),
        (lambda ib: ib.orders.progress(1), ibkr.NotFound),
        (lambda ib: ib.contracts.info(999_999_999), ibkr.IbkrError),
    ],
    ids=["symbol", "account", "account of an order", "digits beyond the tick", "order id", "conid"],
)
def test_what_does_not_exist_has_an_error_of_its_own(play, gateway, call, error):
    def story(ib):
        with pytest.raises(error) as raised:
            yield call(ib)
        return str(raised.value)

    sentence = play(story, gateway)
    assert sentence.endswith((".", ")"))
    assert ACCOUNT not in sentence


def test_a_client_that_only_reads_sends_no_order(play, gateway):
    def story(ib):
        with pytest.raises(ibkr.ConfigError, match="read-only"):
            yield ib.orders.place(ACCOUNT, ibkr.Order.limit(AAPL, "BUY", 1, price="440"))

    play(story, gateway, read_only=True)
    assert gateway.broker.orders(ACCOUNT) == []
