"""What was opened as one: never more of it than the legs that are held."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ibkr.simulator.broker.together import Combinations
from ibkr.simulator.market.catalogue import Leg

LEGS = st.lists(
    st.builds(Leg, st.integers(1, 4), st.sampled_from([-2, -1, 1, 2])),
    min_size=2,
    max_size=3,
    unique_by=lambda leg: leg.conid,
).map(tuple)
SIZES = st.integers(-5, 5).filter(bool).map(Decimal)
ALONE = st.integers(1, 4).map(lambda conid: (Leg(conid, 1),))


@given(st.lists(st.tuples(st.one_of(LEGS, ALONE), SIZES), max_size=12))
def test_combinations_never_hold_more_than_the_account(trades):
    found, held = Combinations(), Counter()
    for legs, size in trades:
        for leg in legs:
            held[leg.conid] += size * leg.ratio
        if len(legs) > 1:
            found.trade(legs, size)
        found.fit(lambda conid: Decimal(held[conid]))
        longs, shorts = Counter(), Counter()
        for each in found:
            assert each.quantity
            for leg in each.legs:
                part = each.quantity * leg.ratio
                (longs if part > 0 else shorts)[leg.conid] += part
        for conid in (*longs, *shorts):
            assert shorts[conid] <= 0 <= longs[conid]
            net = longs[conid] + shorts[conid]
            assert min(held[conid], 0) <= net <= max(held[conid], 0) or longs[conid] * shorts[conid]


@given(LEGS, SIZES)
def test_the_reverse_closes_what_was_opened(legs, size):
    found = Combinations()
    found.trade(legs, size)
    assert [(each.number, each.quantity) for each in found] == [(1, size)]
    found.trade(tuple(Leg(leg.conid, -leg.ratio) for leg in reversed(legs)), size)
    assert list(found) == []
