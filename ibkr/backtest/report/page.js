// Move over a chart: every chart shows the same bar, and its caption the values there.
(() => {
  const samples = JSON.parse(document.getElementById("samples").textContent);
  const charts = [...document.querySelectorAll("svg.chart")];
  const say = {
    equity: i => `${samples.time[i]}: ${samples.equity[i]}, buy and hold ${samples.benchmark[i]}`,
    drawdown: i => `${samples.time[i]}: ${samples.drawdown[i]}`,
    price: i => `${samples.time[i]}: ${samples.price[i]}, holding ${samples.position[i]}`,
  };
  const outputs = [...document.querySelectorAll("output[data-show]")];

  const nearest = at => {
    let low = 0, high = samples.at.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (samples.at[middle] < at) low = middle + 1; else high = middle;
    }
    return low > 0 && at - samples.at[low - 1] < samples.at[low] - at ? low - 1 : low;
  };

  const show = i => {
    for (const chart of charts) {
      const left = Number(chart.dataset.left), right = Number(chart.dataset.right);
      const x = left + samples.at[i] * (right - left);
      const cursor = chart.querySelector(".cursor");
      cursor.setAttribute("x1", x);
      cursor.setAttribute("x2", x);
    }
    for (const output of outputs) output.textContent = say[output.dataset.show](i);
    document.body.classList.add("reading");
  };

  const hide = () => {
    for (const output of outputs) output.textContent = "";
    document.body.classList.remove("reading");
  };

  for (const chart of charts) {
    chart.addEventListener("pointermove", event => {
      const box = chart.getBoundingClientRect();
      const x = (event.clientX - box.left) / box.width * chart.viewBox.baseVal.width;
      const left = Number(chart.dataset.left), right = Number(chart.dataset.right);
      show(nearest(Math.min(1, Math.max(0, (x - left) / (right - left)))));
    });
    chart.addEventListener("pointerleave", hide);
  }
})();
