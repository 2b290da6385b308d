document.getElementById('description').textContent = result.study.description;
document.getElementById('headline').textContent =
  `${result.study.paths.toLocaleString('en-US')} paths over ` +
  `${durationText(result.study.horizon_seconds)} from ${result.study.start}, checked every ` +
  `${durationText(result.study.step_seconds)}; model ${result.assumptions.model}; ` +
  `seed ${result.study.seed}; 95% intervals`;

for (const part of [answer, survival, terminalEquity, fans, heatMap, costs, differences, gates,
  claims, worstPaths, assumptions, provenance]) {
  part();
}
followThemes();
document.documentElement.dataset.ready = '';
