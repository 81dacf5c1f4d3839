"""One peer on one workload, in the peers' own environment: prints what it took as JSON.

    python _peers.py data.npz backtesting A

This file imports nothing of ours. Orders fill at the close of their bar, whole shares, without
commission: the one convention that all of them have. Every engine is given the same averages.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np


def average(close, period):
    sums = np.cumsum(np.insert(close, 0, 0.0))
    return np.concatenate((np.full(period - 1, np.nan), (sums[period:] - sums[:-period]) / period))


def crossings(close, fast, slow):
    one, other = average(close, fast), average(close, slow)
    rises, falls = np.zeros(len(close), dtype=bool), np.zeros(len(close), dtype=bool)
    with np.errstate(invalid="ignore"):
        rises[1:] = (one[1:] > other[1:]) & (one[:-1] <= other[:-1])
        falls[1:] = (one[1:] < other[1:]) & (one[:-1] >= other[:-1])
    return rises, falls


def frame(data, size):
    import pandas

    names = {"open": "Open", "high": "High", "low": "Low", "close": "Close", "volume": "Volume"}
    index = pandas.to_datetime(data["time"][:size], unit="ms")
    return pandas.DataFrame({ours: data[name][:size] for name, ours in names.items()}, index=index)


def backtesting(data, workload):
    from backtesting import Backtest, Strategy

    class Cross(Strategy):
        fast, slow = 10, 30

        def init(self):
            rises, falls = crossings(self.data.Close, self.fast, self.slow)
            self.rises, self.falls = self.I(lambda: rises), self.I(lambda: falls)

        def next(self):
            if self.rises[-1] and not self.position:
                self.buy()
            elif self.falls[-1] and self.position:
                self.position.close()

    size = 100_000 if workload == "A" else 20_000
    test = Backtest(frame(data, size), Cross, cash=data["cash"].item(), trade_on_close=True)
    if workload == "A":
        return lambda: test.run()["Equity Final [$]"], size
    some = [tuple(pair) for pair in data["pairs"][:4].tolist()]
    # Bars a second of one combination, taken over 100,000 bars.
    return (lambda: [test.run(fast=fast, slow=slow)["Equity Final [$]"] for fast, slow in some][-1]), len(
        some
    ) / 5


def backtrader(data, workload):
    import backtrader as bt

    size = 50_000
    prices = frame(data, size)
    rises, falls = crossings(data["close"][:size], 10, 30)

    class Cross(bt.Strategy):
        def next(self):
            bar = len(self) - 1
            if rises[bar] and not self.position:
                self.buy(size=int(self.broker.getcash() / self.data.close[0]))
            elif falls[bar] and self.position:
                self.sell(size=self.position.size)

    def run():
        engine = bt.Cerebro(stdstats=False)
        engine.adddata(bt.feeds.PandasData(dataname=prices))
        engine.addstrategy(Cross)
        engine.broker.set_cash(data["cash"].item())
        engine.broker.set_coc(True)
        engine.run()
        return engine.broker.getvalue()

    return run, size


def vectorbt(data, workload, engine="numba"):
    import pandas
    import vectorbt as vbt

    common = {"init_cash": data["cash"].item(), "size_granularity": 1.0, "freq": "1min", "engine": engine}
    if workload == "D":
        close, weights = pandas.DataFrame(data["panel"]), pandas.DataFrame(data["weights"])
        options = {
            **common,
            "freq": "1D",
            "size_granularity": None,
            "size_type": "targetpercent",
            "cash_sharing": True,
            "group_by": True,
        }
        orders = lambda: vbt.Portfolio.from_orders(close, weights, call_seq="auto", **options)  # noqa: E731 - one line
        return (lambda: orders().value().iloc[-1]), 1
    if workload == "C":
        size, some = 100_000, data["pairs"][:50].tolist()
        close = pandas.Series(data["close"][:size])
        values = close.to_numpy()

        def run():
            lines = [crossings(values, fast, slow) for fast, slow in some]
            entries = pandas.DataFrame(np.column_stack([line[0] for line in lines]))
            exits = pandas.DataFrame(np.column_stack([line[1] for line in lines]))
            return vbt.Portfolio.from_signals(close, entries, exits, **common).final_value().iloc[-1]

        return run, len(some)
    close = pandas.Series(data["close"])

    def run():
        rises, falls = crossings(data["close"], 10, 30)
        found = vbt.Portfolio.from_signals(close, rises, falls, **common)
        found.sharpe_ratio(), found.max_drawdown()
        return found.value().iloc[-1]

    return run, len(close)


PEERS = {
    "backtesting": backtesting,
    "backtrader": backtrader,
    "vectorbt": vectorbt,
    "vectorbt-rust": lambda data, workload: vectorbt(data, workload, "rust"),
}


def main(path, peer, workload):
    data = np.load(path)
    imported = time.process_time()
    run, size = PEERS[peer](data, workload)
    imported = time.process_time() - imported
    first = time.process_time()
    final = run()
    first = time.process_time() - first
    best = first
    for _ in range(2):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    # Of this program alone: what getrusage tells begins with the process that started it.
    with open("/proc/self/status", encoding="utf-8") as status:
        peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    told = {
        "rate": size / best,
        "size": size,
        "seconds": best,
        "first": imported + first,
        "final": float(final),
    }
    print(json.dumps({**told, "megabytes": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
