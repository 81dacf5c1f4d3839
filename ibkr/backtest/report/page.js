// Charts that zoom: every chart shows the same bars, and its caption the values at the pointer.
// Without this script the page keeps the pictures that it came with.
(async () => {
  const config = JSON.parse(document.getElementById("config").textContent);
  if (!("DecompressionStream" in window)) return;

  // --- the data: differences of whole numbers, lowest bytes of all first --------------------

  const arrays = {};
  const text = atob(document.getElementById("data").textContent);
  const packed = Uint8Array.from(text, letter => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let place = 0;
  for (const [name, size, offset, scale] of config.arrays) {
    const values = arrays[name] = new Float64Array(size);
    let number = 0;
    for (let i = 0; i < size; i++) {
      const at = place + i;
      const step = bytes[at] | bytes[at + size] << 8 | bytes[at + 2 * size] << 16 | bytes[at + 3 * size] << 24;
      number = (number + step) | 0;
      values[i] = number === -2147483648 ? NaN : offset + number * scale;
    }
    place += 4 * size;
  }
  const times = arrays.time, bars = times.length;

  // --- words --------------------------------------------------------------------------------

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const two = value => String(value).padStart(2, "0");
  const clock = time => { const at = new Date(time); return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`; };
  const day = time => { const at = new Date(time); return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`; };
  const moment = time => config.clock ? `${day(time)} ${clock(time)}` : day(time);
  const number = (value, digits = 2) => {
    if (!Number.isFinite(value)) return "–";
    const said = Math.abs(value).toLocaleString("en-US", {minimumFractionDigits: digits, maximumFractionDigits: digits});
    return value < 0 && /[1-9]/.test(said) ? "−" + said : said;
  };
  const whole = value => number(value, Number.isInteger(value) ? 0 : 4).replace(/(\.\d*?)0+$/, "$1");
  const percent = (value, digits = 1) => Number.isFinite(value) ? number(100 * value, digits) + "\u00a0%" : "–";
  const decimals = step => {
    for (let digits = 0; digits < 9; digits++)
      if (Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6) return digits;
    return 9;
  };
  const compact = (value, step) => {
    for (const [scale, letter] of [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "k"]])
      if (Math.max(Math.abs(value), step) >= scale && step >= scale / 1000)
        return number(value / scale, decimals(step / scale)) + (value ? letter : "");
    return number(value, decimals(step));
  };
  const FORMS = {
    money: {tick: compact, read: value => number(value, 0)},
    price: {tick: compact, read: value => number(value, Math.abs(value) < 10 ? 4 : 2)},
    ratio: {tick: compact, read: value => number(value, 2)},
    percent: {tick: (value, step) => percent(value, Math.max(0, decimals(step) - 2)), read: value => percent(value)},
  };

  // --- axes ---------------------------------------------------------------------------------

  const niceStep = (span, most) => {
    const raw = span / most, power = 10 ** Math.floor(Math.log10(raw));
    return [1, 2, 2.5, 5, 10].map(factor => factor * power).find(step => step >= raw * (1 - 1e-9));
  };
  const valueScale = (low, high, most) => {
    if (!(high > low)) { const air = Math.max(Math.abs(low), 1) * .01; low -= air; high += air; }
    const step = niceStep(high - low, most), air = .04 * (high - low), ticks = [];
    for (let at = Math.ceil((low - air) / step); at <= Math.floor((high + air) / step); at++) ticks.push(at * step);
    return {low: Math.min(low - air, ticks[0]), high: Math.max(high + air, ticks[ticks.length - 1]), step, ticks};
  };
  const DAY = 864e5, HOUR = 36e5, MINUTE = 6e4;
  const monthOf = time => { const at = new Date(time); return at.getUTCFullYear() * 12 + at.getUTCMonth(); };
  const dayLabel = time => { const at = new Date(time); return [`${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`, false]; };
  const monthLabel = time => { const at = new Date(time); return at.getUTCMonth() ? [MONTHS[at.getUTCMonth()], false] : [String(at.getUTCFullYear()), true]; };
  const yearLabel = time => [String(new Date(time).getUTCFullYear()), false];
  const UNITS = [
    ...[1, 5, 15, 30].map(step => [step * MINUTE, time => Math.floor(time / MINUTE / step), time => [clock(time), false]]),
    ...[1, 3, 6].map(step => [step * HOUR, time => Math.floor(time / HOUR / step), time => [clock(time), false]]),
    ...[1, 2, 7, 14].map(step => [step * DAY, time => Math.floor(time / DAY / step), dayLabel]),
    ...[1, 2, 3, 6].map(step => [step * 28 * DAY, time => Math.floor(monthOf(time) / step), monthLabel]),
    ...[1, 2, 5, 10, 20, 50].map(step => [step * 365 * DAY, time => Math.floor(new Date(time).getUTCFullYear() / step), yearLabel]),
  ];
  let known = {};
  const timeTicks = (first, last, most) => known[most] ??= findTicks(first, last, most);
  const findTicks = (first, last, most) => {
    const span = times[last] - times[first];
    for (const [length, period, label] of UNITS) {
      // Nights and weekends have no bars: a unit may begin up to ten times as often as it is seen.
      if (span / length > most * 10) continue;
      const found = [];
      let before = period(times[first]);
      for (let bar = first + 1; bar <= last && found.length <= most; bar++) {
        const now = period(times[bar]);
        if (now !== before) found.push(bar);
        before = now;
      }
      if (!found.length || found.length > most) continue;
      const apart = (last - first + 1) / (most * 1.5), kept = [];
      for (const bar of found) if (!kept.length || bar - kept[kept.length - 1] >= apart) kept.push(bar);
      return kept.map(bar => [bar, ...label(times[bar])]);
    }
    return [[first, day(times[first]), false]];
  };

  // --- drawing ------------------------------------------------------------------------------

  let view = [0, bars - 1];
  const charts = [...document.querySelectorAll("svg.chart[data-chart]")].map(element => ({
    element, name: element.dataset.chart, config: config.charts[element.dataset.chart],
    drawn: element.querySelector(".drawn"), cursor: element.querySelector(".cursor"),
    left: +element.dataset.left, right: +element.dataset.right, top: +element.dataset.top,
    bottom: +element.dataset.bottom, room: +element.dataset.room,
  })).filter(chart => chart.config);
  const CANDLES = 160;

  const lowerBound = (values, wanted) => {
    let low = 0, high = values.length;
    while (low < high) { const middle = (low + high) >> 1; if (values[middle] < wanted) low = middle + 1; else high = middle; }
    return low;
  };
  const inView = ([bar]) => { const all = arrays[bar]; return [lowerBound(all, view[0]), lowerBound(all, view[1] + 1)]; };

  const extent = chart => {
    let low = Infinity, high = -Infinity;
    const see = value => { if (value < low) low = value; if (value > high) high = value; };
    const {lines, candles, base, marks} = chart.config;
    const shown = withCandles(chart) ? [candles[1], candles[2]] : lines.map(line => line[0]);
    for (const name of shown) { const values = arrays[name]; for (let bar = view[0]; bar <= view[1]; bar++) see(values[bar]); }
    for (const mark of marks) { const [from, to] = inView(mark); for (let i = from; i < to; i++) see(arrays[mark[1]][i]); }
    if (base !== null) see(base);
    return low <= high ? [low, high] : [0, 1];
  };
  const withCandles = chart => chart.config.candles.length && view[1] - view[0] < CANDLES;

  const draw = chart => {
    const {left, right, top, bottom, config: {lines, candles, marks, band, base, form}} = chart;
    const [low, high] = extent(chart);
    const scale = valueScale(low, high, bottom - top > 160 ? 6 : 4);
    const [first, last] = view, perBar = (right - left) / Math.max(1, last - first);
    const perValue = (bottom - top) / (scale.high - scale.low);
    const x = bar => left + (bar - first) * perBar, y = value => top + (scale.high - value) * perValue;
    const parts = [];

    if (band) {
      const held = arrays[band], step = Math.max(1, Math.ceil((last - first) / (right - left) / 2));
      let path = "", start = -1;
      for (let bar = first; bar <= last + step; bar += step) {
        const now = bar <= last && held[bar] !== 0;
        if (now && start < 0) start = bar;
        if (!now && start >= 0) {
          const from = x(start), to = Math.max(x(Math.min(bar, last)), from + .5);
          path += `M${from.toFixed(1)},${top}H${to.toFixed(1)}V${bottom}H${from.toFixed(1)}Z`;
          start = -1;
        }
      }
      parts.push(`<path class="band" d="${path}"/>`);
    }
    for (const tick of scale.ticks) {
      const at = y(tick).toFixed(1);
      parts.push(`<line class="grid" x1="${left}" x2="${right}" y1="${at}" y2="${at}"/><text class="tick value" x="${left - 8}" y="${y(tick) + 4}">${FORMS[form].tick(tick, scale.step)}</text>`);
    }
    parts.push(`<line class="axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>`);
    for (const [bar, label, major] of timeTicks(first, last, Math.max(2, Math.floor((right - left) / chart.room)))) {
      const at = x(bar).toFixed(1), room = label.length * 3.6;
      const centre = Math.min(Math.max(x(bar), left - 8 + room), chart.element.viewBox.baseVal.width - 2 - room);
      parts.push(`<line class="axis" x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 5}"/><text class="tick time${major ? " major" : ""}" x="${centre}" y="${bottom + 19}">${label}</text>`);
    }
    if (withCandles(chart)) parts.push(candlesOf(candles.map(name => arrays[name]), first, last, x, y, perBar));
    else lines.forEach(([name, style], index) => parts.push(lineOf(arrays[name], style, first, last, x, y, right - left, index ? null : base)));
    for (const mark of marks) parts.push(marksOf(mark, x, y, right - left));
    chart.drawn.innerHTML = parts.join("");
  };

  const lineOf = (values, style, first, last, x, y, width, base) => {
    const points = [], add = bar => points.push(`${x(bar).toFixed(1)},${y(values[bar]).toFixed(1)}`);
    const count = last - first + 1;
    let from = -1, to = -1;
    const told = bar => { if (from < 0) from = bar; to = bar; add(bar); };
    if (count <= 3 * width) {
      for (let bar = first; bar <= last; bar++) if (values[bar] === values[bar]) told(bar);
    } else {
      // One column of the screen holds many bars: its first, lowest, highest and last are all that shows.
      for (let column = 0; column < width; column++) {
        const start = first + Math.floor(count * column / width), end = first + Math.floor(count * (column + 1) / width);
        let low = -1, high = -1, head = -1, tail = -1;
        for (let bar = start; bar < end; bar++) {
          const value = values[bar];
          if (value !== value) continue;
          if (head < 0) head = low = high = bar;
          if (value < values[low]) low = bar;
          if (value > values[high]) high = bar;
          tail = bar;
        }
        if (head < 0) continue;
        for (const bar of [...new Set([head, low, high, tail])].sort((one, other) => one - other)) told(bar);
      }
    }
    if (!points.length) return "";
    const path = "M" + points.join("L"), stroke = `<path class="line ${style}" d="${path}"/>`;
    if (base === null) return stroke;
    return `<path class="area ${style}" d="${path}L${x(to).toFixed(1)},${y(base).toFixed(1)}L${x(from).toFixed(1)},${y(base).toFixed(1)}Z"/>${stroke}`;
  };

  const candlesOf = ([open, high, low, close], first, last, x, y, perBar) => {
    const half = Math.max(.6, Math.min(6, perBar * .36)), paths = {gain: "", loss: ""};
    for (let bar = first; bar <= last; bar++) {
      const middle = x(bar), upper = y(Math.max(open[bar], close[bar])), lower = y(Math.min(open[bar], close[bar]));
      paths[close[bar] < open[bar] ? "loss" : "gain"] +=
        `M${middle.toFixed(1)},${y(high[bar]).toFixed(1)}V${y(low[bar]).toFixed(1)}M${(middle - half).toFixed(1)},${upper.toFixed(1)}h${(2 * half).toFixed(1)}V${Math.max(lower, upper + .5).toFixed(1)}h${(-2 * half).toFixed(1)}Z`;
    }
    return Object.entries(paths).map(([style, path]) => `<path class="candle ${style}" d="${path}"/>`).join("");
  };

  const marksOf = (mark, x, y, width) => {
    const [from, to] = inView(mark), [barName, valueName, style, direction] = mark;
    const few = to - from <= 120 * width / 860, half = few ? 4.5 : 3, down = (few ? 8 : 5.2) * direction;
    let path = "", before = -1;
    for (let i = from; i < to; i++) {
      const middle = x(arrays[barName][i]), column = Math.floor(middle / 3);
      if (to - from > width / 3 && column === before) continue;
      before = column;
      path += `M${middle.toFixed(1)},${y(arrays[valueName][i]).toFixed(1)}l${-half},${down}h${2 * half}Z`;
    }
    return `<path class="mark ${few ? "large" : "small"} ${style}" d="${path}"/>`;
  };

  // --- zoom ---------------------------------------------------------------------------------

  const nav = document.querySelector("nav.zoom");
  const narrow = matchMedia("(max-width: 640px)");
  const visible = chart => chart.element.classList.contains(narrow.matches ? "narrow" : "wide");
  const LEAST = 4;
  let listing = () => {};

  const redraw = () => {
    known = {};
    charts.filter(visible).forEach(draw);
    nav.querySelector("output").textContent =
      `${moment(times[view[0]])} – ${moment(times[view[1]])}, ${number(view[1] - view[0] + 1, 0)} bars`;
    document.body.dataset.view = view.join(" ");
    listing();
  };
  const zoom = (from, to) => {
    const size = Math.max(Math.min(LEAST, bars), Math.min(bars, Math.round(to - from) + 1));
    const first = Math.max(0, Math.min(bars - size, Math.round(from)));
    view = [first, first + size - 1];
    hide();
    requestAnimationFrame(redraw);
  };
  const BUTTONS = {
    in: ([from, to], size) => zoom(from + size / 4, to - size / 4),
    out: ([from, to], size) => zoom(from - size / 2, to + size / 2),
    back: ([from, to], size) => zoom(from - size / 2, to - size / 2),
    on: ([from, to], size) => zoom(from + size / 2, to + size / 2),
    all: () => zoom(0, bars - 1),
  };
  nav.hidden = false;
  nav.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (button) BUTTONS[button.dataset.zoom](view, view[1] - view[0] + 1);
  });
  narrow.addEventListener("change", redraw);

  // --- reading and dragging -----------------------------------------------------------------

  const outputs = [...document.querySelectorAll("output[data-show]")];
  const show = bar => {
    for (const chart of charts) {
      const x = chart.left + (bar - view[0]) / Math.max(1, view[1] - view[0]) * (chart.right - chart.left);
      chart.cursor.setAttribute("x1", x);
      chart.cursor.setAttribute("x2", x);
    }
    for (const output of outputs) {
      const told = config.charts[output.dataset.show];
      if (!told) continue;
      const read = FORMS[told.form].read;
      const said = told.lines.map(([name, , words]) => `${told.lines.length > 1 ? words + " " : ""}${read(arrays[name][bar])}`);
      if (told.note) said.push(`${told.note[1]} ${whole(arrays[told.note[0]][bar])}`);
      output.textContent = `${moment(times[bar])}: ${said.join(", ")}`;
    }
    document.body.classList.add("reading");
  };
  const hide = () => {
    for (const output of outputs) output.textContent = "";
    document.body.classList.remove("reading");
  };

  for (const chart of charts) {
    let start = null;
    const {element, left, right, top, bottom} = chart;
    const barAt = event => {
      const box = element.getBoundingClientRect();
      const x = (event.clientX - box.left) / box.width * element.viewBox.baseVal.width;
      return Math.round(view[0] + Math.min(1, Math.max(0, (x - left) / (right - left))) * (view[1] - view[0]));
    };
    const select = (one, other) => {
      const x = bar => left + (bar - view[0]) / Math.max(1, view[1] - view[0]) * (right - left);
      chosen.setAttribute("x", x(Math.min(one, other)));
      chosen.setAttribute("width", Math.abs(x(one) - x(other)));
      chosen.setAttribute("visibility", "visible");
    };
    const chosen = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    chosen.setAttribute("class", "chosen");
    chosen.setAttribute("y", top);
    chosen.setAttribute("height", bottom - top);
    chosen.setAttribute("visibility", "hidden");
    element.append(chosen);
    element.addEventListener("pointerdown", event => {
      if (event.pointerType !== "mouse" || event.button) return;
      start = barAt(event);
      element.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    element.addEventListener("pointermove", event => {
      const bar = barAt(event);
      show(bar);
      if (start !== null) select(start, bar);
    });
    const end = event => {
      if (start !== null && event.type === "pointerup") {
        const bar = barAt(event);
        if (Math.abs(bar - start) >= 2) zoom(Math.min(bar, start), Math.max(bar, start));
      }
      start = null;
      chosen.setAttribute("visibility", "hidden");
    };
    element.addEventListener("pointerup", end);
    element.addEventListener("pointercancel", end);
    element.addEventListener("pointerleave", () => { if (start === null) hide(); });
    element.addEventListener("dblclick", () => zoom(0, bars - 1));
    // A pinch on a touchpad; the plain wheel goes on scrolling the page.
    element.addEventListener("wheel", event => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const bar = barAt(event), factor = 2 ** (event.deltaY / 100);
      zoom(bar - (bar - view[0]) * factor, bar + (view[1] - bar) * factor);
    }, {passive: false});
  }

  // --- trades -------------------------------------------------------------------------------

  const trades = document.getElementById("trade-list");
  if (trades && arrays.t_exit) {
    const ROWS = 100, body = trades.tBodies[0], bar = document.createElement("p");
    const several = config.assets.length > 1;
    let order = null, page = 0, rows = [];
    bar.className = "pager";
    bar.innerHTML = '<button type="button" data-page="-1" title="Earlier rows">‹</button><output></output><button type="button" data-page="1" title="Later rows">›</button>';
    trades.parentElement.before(bar);
    const KEYS = ["number", several && "t_asset", "t_side", "t_quantity", "t_entry", "t_in", "t_exit", "t_out", "t_held", "t_fee", "t_pnl", "t_percent"].filter(Boolean);
    const value = (key, i) => key === "number" ? i : key === "t_held" ? arrays.t_exit[i] - arrays.t_entry[i] : arrays[key][i];
    const cells = i => {
      const verdict = arrays.t_pnl[i] > 0 ? "gain" : arrays.t_pnl[i] < 0 ? "loss" : "";
      return [
        [i + 1, "extra"], ...(several ? [[config.assets[arrays.t_asset[i]], "text"]] : []),
        [arrays.t_side[i] > 0 ? "long" : "short", "text"], [whole(arrays.t_quantity[i]), "extra"],
        [moment(times[arrays.t_entry[i]]), "text"], [number(arrays.t_in[i]), "extra"],
        [moment(times[arrays.t_exit[i]]), "text"], [number(arrays.t_out[i]), "extra"],
        [number(value("t_held", i), 0), "extra"], [number(arrays.t_fee[i]), "extra"],
        [number(arrays.t_pnl[i]), verdict], [percent(arrays.t_percent[i] / 100, 2), verdict],
      ];
    };
    const fill = () => {
      const from = page * ROWS, shown = rows.slice(from, from + ROWS);
      body.replaceChildren(...shown.map(i => {
        const row = document.createElement("tr");
        row.dataset.trade = i;
        row.append(...cells(i).map(([said, kind]) => {
          const cell = document.createElement("td");
          cell.className = kind;
          cell.textContent = said;
          return cell;
        }));
        return row;
      }));
      bar.querySelector("output").textContent = rows.length
        ? `${number(from + 1, 0)}–${number(from + shown.length, 0)} of ${number(rows.length, 0)}${rows.length < arrays.t_exit.length ? " in the part shown above" : ""}`
        : "no trade in the part shown above";
    };
    listing = () => {
      rows = [];
      for (let i = 0; i < arrays.t_exit.length; i++)
        if (arrays.t_exit[i] >= view[0] && arrays.t_entry[i] <= view[1]) rows.push(i);
      if (order) rows.sort((one, other) => order.sign * (value(order.key, one) - value(order.key, other)) || one - other);
      page = 0;
      fill();
    };
    bar.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (!button) return;
      page = Math.max(0, Math.min(Math.ceil(rows.length / ROWS) - 1, page + Number(button.dataset.page)));
      fill();
    });
    [...trades.tHead.rows[0].cells].forEach((cell, index) => {
      const sort = () => {
        const key = KEYS[index];
        order = {key, sign: order && order.key === key ? -order.sign : 1};
        for (const other of trades.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", order.sign > 0 ? "ascending" : "descending");
        listing();
      };
      cell.tabIndex = 0;
      cell.addEventListener("click", sort);
      cell.addEventListener("keydown", event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(); } });
    });
    trades.classList.add("live");
    body.addEventListener("click", event => {
      const row = event.target.closest("tr[data-trade]");
      if (!row) return;
      const i = Number(row.dataset.trade), air = Math.max(20, value("t_held", i));
      zoom(arrays.t_entry[i] - air, arrays.t_exit[i] + air);
      document.getElementById("price")?.scrollIntoView({behavior: "smooth"});
    });
  }
  redraw();
  document.body.classList.add("ready");
})();
