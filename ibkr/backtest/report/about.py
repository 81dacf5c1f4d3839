"""What a run was and how its figures are calculated: tiles, settings, definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model.bars import from_milliseconds
from .. import text
from .markup import Column, folded, pairs, plural, table, tiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..metrics import Metrics
    from ..result import Result
    from .benchmark import Benchmark


def figures(result: Result, benchmark: Benchmark) -> str:
    """Eight tiles, and all metrics to open."""
    return tiles(_tiles(result, benchmark)) + folded("All figures", _all(result.metrics, benchmark.metrics))


def _tiles(result: Result, benchmark: Benchmark) -> tuple[tuple[str, str, str], ...]:
    metrics, other = result.metrics, benchmark.metrics
    deepest = int(result.drawdown.argmin())
    clock = text.shorter_than_a_day(metrics.calendar)
    lowest = text.moment(from_milliseconds(int(result.times[deepest])), with_clock=clock)
    return (
        ("Total return", text.percent(metrics.total_return, sign=True), _held(other.total_return)),
        ("CAGR", text.percent(metrics.cagr, sign=True), _held(other.cagr)),
        ("Sharpe ratio", text.number(metrics.sharpe), f"buy and hold {text.number(other.sharpe)}"),
        (
            "Max drawdown",
            text.percent(metrics.max_drawdown),
            f"lowest on {lowest}" if metrics.max_drawdown < 0 else "never below a high",
        ),
        ("Win rate", text.percent(metrics.win_rate), plural(metrics.trades, "closed trade")),
        ("Exposure", text.percent(metrics.exposure), "of bars with a position"),
        (
            "Final equity",
            text.number(metrics.final_equity, 0),
            f"{result.terms.currency}, from {text.number(result.starting_cash, 0)}",
        ),
        (
            "Commission",
            text.number(metrics.commission, 0),
            f"{result.terms.currency}, on {plural(len(result.fills), 'fill')}",
        ),
    )


def in_account_money(result: Result) -> str:
    """What a run began with, and what all its money is in."""
    return f"{text.number(result.starting_cash)} {result.terms.currency}, as is all money here"


def _held(value: float) -> str:
    return f"buy and hold {text.percent(value, sign=True)}"


def _plain(value: float) -> str:
    return text.number(value)


def _fraction(value: float) -> str:
    return text.percent(value, 2)


def _count(value: float) -> str:
    return text.number(value, 0)


# Every metric: its name in `Metrics`, in words, and how it is written.
ALL: Final[tuple[tuple[str, str, Callable[[float], str]], ...]] = (
    ("total_return", "Total return", _fraction),
    ("cagr", "CAGR, years of bars", _fraction),
    ("cagr_calendar", "CAGR, years of the calendar", _fraction),
    ("annual_volatility", "Volatility, a year", _fraction),
    ("downside_risk", "Downside risk, a year", _fraction),
    ("sharpe", "Sharpe ratio", _plain),
    ("sortino", "Sortino ratio", _plain),
    ("calmar", "Calmar ratio", _plain),
    ("omega", "Omega ratio", _plain),
    ("tail_ratio", "Tail ratio", _plain),
    ("skew", "Skew", _plain),
    ("kurtosis", "Excess kurtosis", _plain),
    ("stability", "Stability", _plain),
    ("value_at_risk", "Value at risk, 5 %, historical", _fraction),
    ("conditional_value_at_risk", "Conditional value at risk", _fraction),
    ("normal_value_at_risk", "Value at risk, 5 %, normal", _fraction),
    ("max_drawdown", "Max drawdown", _fraction),
    ("longest_drawdown", "Longest drawdown, bars", _count),
    ("alpha", "Alpha to the benchmark", _fraction),
    ("beta", "Beta to the benchmark", _plain),
    ("tracking_error", "Tracking error", _fraction),
    ("information_ratio", "Information ratio", _plain),
    ("up_capture", "Up capture", _plain),
    ("down_capture", "Down capture", _plain),
    ("trades", "Closed trades", _count),
    ("win_rate", "Win rate", _fraction),
    ("profit_factor", "Profit factor", _plain),
    ("expectancy", "Expectancy, a trade", _plain),
    ("average_win", "Average win", _plain),
    ("average_loss", "Average loss", _plain),
    ("payoff", "Payoff", _plain),
    ("exposure", "Exposure", _fraction),
    ("turnover", "Turnover, a year", _plain),
    ("commission", "Commission", _plain),
    ("final_equity", "Final equity", _plain),
)
WRITTEN: Final = {name: (words, write) for name, words, write in ALL}


def written(name: str, value: float) -> str:
    """A metric's value as the report writes it; other numbers plainly."""
    return WRITTEN[name][1](value) if name in WRITTEN else text.number(value, 4)


def words(name: str) -> str:
    """A metric's name in words."""
    return WRITTEN[name][0] if name in WRITTEN else name.replace("_", " ")


def _all(mine: Metrics, held: Metrics) -> str:
    rows = [
        ((said, ""), (write(getattr(mine, name)), ""), (write(getattr(held, name)), ""))
        for name, said, write in ALL
    ]
    return table((Column("", "text"), Column("Strategy"), Column("Buy and hold")), rows)


MOST_NAMED: Final = 4


def assets(result: Result) -> str:
    """Their names, or how many there are."""
    count = len(result.series)
    return result.asset if count <= MOST_NAMED else f"{count:,} assets"


def subtitle(result: Result) -> list[str]:
    """Span, bars and parameters."""
    # `daily bars, 252 trading days a year` or `390 bars a day, …`: the first half says what they are.
    kind = result.metrics.calendar.basis.split(",")[0]
    count = f"{len(result.times):,}"
    parts = [text.span(result), f"{count} {kind}" if kind.endswith("bars") else f"{count} bars, {kind}"]
    return [*parts, text.parameters(result)] if result.parameters else parts


def settings(result: Result) -> str:
    """All that was said about the run, and the fingerprint of its data."""
    clock = text.shorter_than_a_day(result.metrics.calendar)

    def at(step: int) -> str:
        return text.moment(from_milliseconds(int(result.times[step])), with_clock=clock)

    warm_up = (
        f"{plural(result.first_decision, 'bar')} of warm-up before it"
        if result.first_decision
        else "no warm-up"
    )
    decides = at(min(result.first_decision, len(result.times) - 1))
    return pairs(
        (
            ("Strategy", result.strategy),
            ("Parameters", text.parameters(result)),
            ("Asset", result.asset),
            ("Starting cash", in_account_money(result)),
            ("Commission", repr(result.commission)),
            ("Terms", _terms(result)),
            ("Fill convention", f"{result.convention}: {text.CONVENTIONS[result.convention]}"),
            ("Bars", f"{len(result.times):,} from {at(0)}; times are the bars’ openings in UTC"),
            ("First decision", f"{decides}, {warm_up}"),
            ("Year", result.metrics.calendar.basis),
            ("Data, SHA-256", result.fingerprint),
        )
    )


def _terms(result: Result) -> str:
    """What was said about the run beyond the defaults."""
    plain = ("commission", "convention", "assets", "currency")
    said = result.terms.as_dict().items()
    return (
        ", ".join(f"{name} {value}" for name, value in said if name not in plain and value) or "the default"
    )


def definitions(result: Result) -> str:
    """How the figures are calculated."""
    year = f"{result.metrics.calendar.periods_per_year:,.0f}"
    return pairs(
        (
            ("Total return", "last equity / starting cash − 1; equity is cash plus position at the close"),
            ("CAGR", f"(last / first equity) ^ ({year} / number of returns) − 1"),
            (
                "Sharpe ratio",
                f"mean / standard deviation (n − 1) of the returns per bar × √{year}, risk-free rate 0",
            ),
            ("Max drawdown", "lowest of equity / highest equity so far − 1, on closes"),
            ("Win rate", "closed trades with a profit after commission / closed trades; first in, first out"),
            ("Exposure", "bars that end with a position / bars"),
            ("Buy and hold", "all cash into the asset at the second bar’s open, same commission, kept"),
            ("Attribution", "by asset with open positions at their last close; the rest by closed trades"),
        )
    )
