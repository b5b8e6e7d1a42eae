-- rows.lua -- what the bench measures: a row has
--
--   name      of the row, and of its hand-written kernel, tests/bench/hand/NAME.c
--   file      tests/bench/FILE.mass; and the exploration in it
--   options   of the command line
--   fixed     files below out/bench that fill the kernel's fixed arrays, by the name of the array
--   bar       what the emitted kernel's speed over the hand-written one's has to be
local function row(name, file, exploration, bar, fixed, options)
  return { name = name, file = ("tests/bench/%s.mass"):format(file), exploration = exploration, bar = bar, fixed = fixed or {}, options = options or "" }
end

return {
  row("g2d", "g2d_grid", "grid201", 0.95),
  row("g2d64", "g2d_grid", "grid201", 0.95, {}, "--real f64"),
  row("rww76", "rww76", "grid", 0.95, { weights = "w76" }),
  row("rww8", "rww8", "sweep", 0.95),
  row("jr", "jr", "sweep", 0.95),
  row("jr84", "jr84", "sweep", 0.95, { weights = "w84" }),
  row("epileptor", "epileptor", "sweep", 0.95),
  row("mpr164_dense", "mpr164_dense", "sweep", 0.95, { weights = "w164" }),
  row("mpr164_all", "mpr164_all", "sweep", 0.9),
  row("rww1000_dense", "rww1000_sixtyfour", "sweep", 0.9, { weights = "w1000" }),
  row("rww1000_one", "rww1000_one", "sweep", 0.9, { weights = "w1000" }),
  row("rww1000_sparse", "rww1000sp_sixtyfour", "sweep", 0.9, { weights = "sp1000" }),
  row("hopf1000", "hopf1000_sparse", "sweep", 0.9, { weights = "sp1000" }),
  row("kuramoto400", "kuramoto400", "sweep", 0.9, { weights = "w400" }),
  row("kuramoto400_uniform", "kuramoto400_uniform", "sweep", 0.9),
  row("rww84_delays", "rww84_delays", "sweep", 0.95, { weights = "w84", lengths = "l84" }),
  row("pure", "pure", "grid", 0.95),
  row("tiny", "tiny", "sweep", 0.95),
}
