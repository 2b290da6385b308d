document.getElementById('description').textContent = result.study.description;
document.getElementById('headline').textContent =
  `${result.study.paths.toLocaleString('en-US')} paths over ` +
  `${durationText(result.study.horizon_seconds)} from ${result.study.start}, checked every ` +
  `${durationText(result.study.step_seconds)}; model ${result.assumptions.model}; ` +
  `seed ${result.study.seed}; 95% intervals`;
if (answers.left_out.length) {
  document.getElementById('headline').append('. ',
    element('a', {href: '#left-out'}, 'What this page leaves out'));
}

const ofRun = part => () => { if (answers.run) part(); };
for (const part of [ofRun(answer), frontiers, ofRun(survival), ofRun(bands),
  ofRun(terminalEquity), fans, ofRun(heatMap), attribution, ofRun(costs), differences, gates, claims, worstPaths, assumptions,
  provenance]) {
  part();
}
document.querySelector('.skip').href = '#' + document.querySelector('section').id;
followThemes();
document.documentElement.dataset.ready = '';
