-- plot.lua -- massc plot: what is drawn of what, as a script, as pictures, in a terminal.
--
--   lua5.4 tests/plot.lua PROGRAM [rewrite]
--
-- Whole scripts and drawings are held against tests/plot/*.gp and *.txt; `rewrite` makes these anew.
-- The files are made by ncgen from tests/plot/*.cdl. Numbers in the script are held against
-- those of the CDL text, counted by hand.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = kit.absolute(kit.uses(assert(arg[1], "the program to test")))
local home = kit.home()

if not kit.has("ncgen") then
  kit.skip("plot", "no ncgen")
  kit.finish()
end
for _, name in ipairs { "series", "grid", "trials", "uneven", "many", "limits", "names", "shapes", "written" } do
  local said, code = kit.run(("ncgen -4 -o %s/%s.nc %s"):format(home, name, kit.uses("tests/plot/" .. name .. ".cdl")))
  assert(code == 0, said)
end

local function call(command, settings)
  return kit.run(("cd %s && %s timeout 60 %s plot %s"):format(home, settings or "", massc, command))
end

local function script(command)
  local said, code = call(command .. " -o x.gp")
  return code == 0 and kit.read(home .. "/x.gp") or said
end

-- The script of a command holds all of these texts.
local function draws(title, command, texts)
  local got, missing = script(command), nil
  for _, text in ipairs(texts) do
    if not got:find(text, 1, true) then missing = missing or text end
  end
  kit.check(not missing, title, missing and ("lacks: " .. missing .. "\n" .. got))
  return got
end

-- ---- the kinds, by dimensions ----

draws("trajectories lie over each other, a panel a state, a legend of the axis", "series.nc", {
  "$curve0_0 << END\n1 0\n2 1\n3 0\n4 -1\nEND", "$curve1_0 << END\n1 1\n2 0\n3 -1\n4 0\nEND",
  "$curve0_1 << END\n1 0\n2 2\n\n4 -2\nEND", "title 'a [mV]' left", "title '-1'", "title '2.5'", "'time [ms]'", "'V [mV]'", "'W [mV]'" })
draws("one state, one place", "series.nc --at state=W --at a=2.5", { "$curve0_0 << END\n1 2\n2 0\n3 -2\n4 0\nEND" })
draws("a state by its name", "series.nc W --at a=2.5", { "$curve0_0 << END\n1 2\n2 0\n3 -2\n4 0\nEND", "'W [mV]'" })
kit.same(script("series.nc V,W"), script("series.nc"), "all states by their names are the array")
kit.same(script("series.nc --kind phase"), script("series.nc --phase V,W"), "a phase plane is of the first two states")
draws("panels", "series.nc --at state=V --panels", { "set multiplot", "'a = -1'", "'a = 2.5'" })
draws("a phase plane", "series.nc --phase V,W --at a=-1", { "$curve0_0 << END\n0 1\n1 0\n0 -1\n-1 0\nEND", "'V [mV]'", "'W [mV]'" })
draws("a value over an axis", "series.nc mean_V", { "$curve0_0 << END\n-1 0\n2.5 1\nEND", "with linespoints" })
local map = draws("two axes are a map at their coordinates, a fill value a gap", "grid.nc mean_V", {
  "0 1 1\n1 1 3\n2 1 5\n0 10 2\n1 10 NaN\n2 10 6\n", "with image", "set palette defined (0 '#440154'", "32 '#fde725')", "'a [mV]'" })
kit.check(map:find("#cccccc", 1, true), "what is not known is grey")
draws("a map of uneven cells has boxes between its coordinates", "grid.nc mean_V --log x --at a=1 --kind line", { "$curve0_0" })
draws("a zip is points, colored by the value", "grid.nc of_point", { "1 3 7\n2 1 8\n3 2 9\n", "linecolor palette", "'p'", "'q'" })
draws("told axes of a scatter", "grid.nc --x q --y of_point --color p", { "3 7 1\n1 8 2\n2 9 3\n" })
draws("nodes and nodes are a matrix, its first row above", "grid.nc weights", { "0 0 0\n1 0 1\n0 1 2\n1 1 0\n", "set yrange [1.5:-0.5]" })
draws("how draws are distributed: five numbers in five bars or more, area 1", "grid.nc u --kind histogram", { "with boxes" })
-- Where boxes of cells touch, the one that is drawn first reaches below the other, unless nothing is there.
draws("boxes below each other", "uneven.nc m", {
  "0 0 -0.5 1 -0.5 0.5 1\n1 0 0.5 4 -0.5 0.5 2\n4 0 2.5 5.5 -0.5 1 3\n0 1 -0.5 0.5 0.5 1.5 4\n4 1 2.5 5.5 0.5 1.5 6\n" })
draws("a series that is too much for one picture waits behind a value", "many.nc", { "'m'", "with image" })
draws("logarithmic", "grid.nc curve --log y", { "set logscale y" })
draws("several variables of their own dimensions: a row each", "grid.nc curve,u --kind scatter", {
  "$curve0_0 << END\n1 0\n4 0\n9 0\nEND", "$curve0_1 << END\n3 1\n1 1\n2 1\n5 1\n4 1\nEND", "set ytics ('curve' 0, 'u' 1)" })
draws("an axis itself, value by value", "grid.nc a", { "'number'", "'a [mV]'", "$curve0_0 << END\n0 0\n1 1\n2 2\nEND" })
draws("a title", "grid.nc curve --title 'On it'", { "'On it'" })

-- ---- whole scripts and drawings ----

local function golden(name, got)
  local path = "tests/plot/" .. name
  if arg[2] == "rewrite" then kit.write(path, got) end
  kit.same(got, kit.read(kit.uses(path)), "as in " .. path)
end

golden("overlay.gp", script("series.nc"))
golden("panels.gp", script("series.nc --at state=V --panels"))
golden("phase.gp", script("series.nc --phase V,W"))
golden("line.gp", script("series.nc mean_V"))
golden("heat.gp", script("grid.nc mean_V"))
golden("scatter.gp", script("grid.nc of_point"))
golden("histogram.gp", script("grid.nc u"))
golden("matrix.gp", script("grid.nc weights"))
golden("overlay.txt", (call("series.nc --at state=V --term --size 50x15", "LC_ALL=C")))
golden("braille.txt", (call("series.nc --at state=V --at a=-1 --term --size 50x15", "LC_ALL=C.UTF-8")))
golden("heat.txt", (call("grid.nc mean_V --term --size 50x15", "LC_ALL=C")))
golden("histogram.txt", (call("grid.nc u --term --size 50x15", "LC_ALL=C")))

-- ---- everything that can be asked for ----

-- cube[a][b][u] is 1, 2, 3, ... in this order; u is 3, 1, 2, 5, 4 and is drawn in the order of its numbers where it is an axis.
draws("the maps of a cube, a panel a place", "grid.nc cube --kind heat --x a --y b --panels", { "set multiplot" })
draws("curves of a cube at one place", "grid.nc cube --at u=3 --kind line", {
  "$curve0_0 << END\n0 1\n1 11\n2 21\nEND", "$curve0_1 << END\n0 6\n1 16\n2 26\nEND" })
draws("curves along another axis", "grid.nc cube --at u=5 --kind overlay --x b", {
  "$curve0_0 << END\n1 4\n10 9\nEND", "$curve0_1 << END\n1 14\n10 19\nEND", "$curve0_2 << END\n1 24\n10 29\nEND" })
draws("a map at one place", "grid.nc cube --at u=4", { "0 1 5\n1 1 15\n2 1 25\n0 10 10\n1 10 20\n2 10 30\n" })
draws("trials of every place lie over each other, in its color", "trials.nc V", {
  "$curve0_0 << END\n1 0\n2 1\n3 2\nEND", "$curve0_1 << END\n1 3\n2 4\n3 5\nEND", "$curve0_3 << END\n1 9\n2 10\n3 11\nEND",
  "'#0072b2' title '1'", "'#0072b2' notitle", "'#d55e00' title '2'", "'#d55e00' notitle" })
draws("curves at times", "series.nc --x a --at time=2 --at state=W", { "$curve0_0 << END\n-1 0\n2.5 0\nEND" })

local everything = {
  "grid.nc cube --at u=3 --kind line", "grid.nc cube --kind heat --panels", "grid.nc cube --kind heat --x u --y a --panels", "grid.nc p,q",
  "grid.nc curve,mean_V", "grid.nc mean_V,cube --kind heat", "grid.nc --kind scatter", "grid.nc p,q --kind scatter", "grid.nc p,curve --kind scatter",
  "grid.nc --x p --y q --kind scatter", "grid.nc of_point --log color", "grid.nc mean_V --log color", "grid.nc mean_V --log xy",
  "grid.nc mean_V --kind overlay --color b", "grid.nc mean_V --kind overlay --x b", "grid.nc cube --x u --at a=1 --color b --log color --kind overlay",
  "grid.nc mean_V --kind panels", "grid.nc cube --at a=2 --kind panels", "series.nc --kind histogram", "series.nc results --kind histogram --panels",
  "series.nc results --kind heat", "series.nc --phase V,W --panels", "series.nc --phase V,W --kind line", "series.nc --kind panels",
  "series.nc --x a --at time=2", "series.nc --color time --x a", "series.nc --at state=V --at time=3", "grid.nc p --kind histogram",
  "grid.nc u,p --kind histogram", "grid.nc weights --kind heat", "grid.nc weights --log color", "grid.nc curve --kind histogram --log y",
  "grid.nc curve --log x", "grid.nc of_point --x q", "grid.nc of_point --y p --x of_point", "grid.nc mean_V --x a --y b --title 'A map'",
  "grid.nc mean_V --x a --y a", "grid.nc weights --x node", "grid.nc one,curve", "grid.nc curve,curve", "grid.nc a,b",
  "series.nc mean_V --color a", "series.nc --at state=X", "series.nc --at state", "series.nc --at time=9", "series.nc --phase V,X",
  "series.nc --phase V,W --at time=2", "series.nc state", "series.nc nothing", "grid.nc --x nothing", "grid.nc mean_V --color nothing",
}

-- All of them, in files of [count].
local function whole(name, commands, count)
  for first = 1, #commands, count do
    local scripts, drawn = {}, {}
    for _, command in ipairs { table.unpack(commands, first, math.min(first + count - 1, #commands)) } do
      scripts[#scripts + 1] = "---- " .. command .. "\n" .. script(command)
      for _, locale in ipairs { "C", "C.UTF-8" } do
        drawn[#drawn + 1] = "---- " .. command .. "\n" .. call(command .. " --term --size 46x16", "LC_ALL=" .. locale)
      end
    end
    golden(("%s_%d.gp"):format(name, first), table.concat(scripts))
    golden(("%s_%d.txt"):format(name, first), table.concat(drawn))
  end
end

whole("everything", everything, 11)

-- Shapes that grids and series do not have: axes that rise by factors, dimensions without numbers and of one place,
-- units of single states, narrow and wide matrices, more places than colors, zips with equal places.
local shapes = {
  "shapes.nc up --log xy", "shapes.nc flat --log y", "shapes.nc dots", "shapes.nc log_map --log xy",
  "shapes.nc log_map --log xy --kind heat --x d", "shapes.nc strip_map --kind heat --x one", "shapes.nc strip_map --kind heat --x one --at c=10",
  "shapes.nc s", "shapes.nc s --log y", "shapes.nc s --kind phase", "shapes.nc s --phase V,U", "shapes.nc U,V", "shapes.nc of_trials --panels",
  "shapes.nc long_trials", "shapes.nc long_trials --x trial", "shapes.nc timers", "shapes.nc matrix", "shapes.nc turned", "shapes.nc w",
  "shapes.nc of_k --kind overlay", "shapes.nc of_k --kind line --x c", "shapes.nc of_k --kind panels --x c", "shapes.nc close --kind overlay --x d",
  "shapes.nc of_all", "shapes.nc of_all --kind heat --panels --x time", "shapes.nc of_run", "shapes.nc of_run --at q=6", "shapes.nc of_point",
  "shapes.nc of_all --kind heat --x d --y c --at time=2 --log xy", "shapes.nc up,flat --kind overlay",
  "shapes.nc up,flat,dots,timers,of_point --kind histogram --panels", "shapes.nc --kind heat", "shapes.nc zzzzzz",
  "written.nc of_u", "written.nc of_v", "written.nc u", "written.nc v", "written.nc same", "written.nc a.same", "written.nc",
}
whole("shapes", shapes, 7)

draws("a horizontal axis that is another one for each curve", "shapes.nc of_trials --x other_trials", {
  "$curve0_0 << END\n9 1\n6 4\n3 7\nEND", "$curve0_1 << END\n8 2\n5 5\n2 8\nEND", "$curve0_2 << END\n7 3\n4 6\n1 9\nEND" })
draws("one that does not move along the curve", "shapes.nc up --x close", { "$curve0_0 << END\n1 1\n1 100\n1 10000\nEND" })
draws("one value of several is one point", "grid.nc mean_V,u --kind scatter --at a=1 --at b=1", { "$curve0_0 << END\n3 0\nEND" })
draws("twelve variables", "grid.nc u,u,u,u,u,u,u,u,u,u,u,u --kind scatter", { "$curve0_11 << END\n3 11\n" })

-- At the most that is drawn, and one more: places 0, 1, 2, ... of V = 0, 1, 0, 1, ... and W = 1, 0, 1, 0, ...
local function crowd(name, places)
  local numbers = {}
  for i = 1, 4*places do numbers[i] = (i // 2) % 2 end
  kit.write(("%s/%s.cdl"):format(home, name), ("netcdf %s {\ndimensions: state = 2 ; place = %d ; time = 2 ; node = 2 ;\n" ..
    "variables: string state(state) ; double place(place) ; double results(place, time, state) ; double cube(place, time, node) ;\n" ..
    "data: state = \"V\", \"W\" ; place = %s ; results = %s ; cube = %s ;\n}\n")
    :format(name, places, kit.run(("seq -s, 0 %d"):format(places - 1)), table.concat(numbers, ","), table.concat(numbers, ",")))
  kit.run(("cd %s && ncgen -4 -o %s.nc %s.cdl"):format(home, name, name))
end
for _, places in ipairs { 2, 4, 5, 7, 8, 24, 25, 30, 31, 500, 501 } do crowd("crowd" .. places, places) end
draws("500 curves", "crowd500.nc --at state=V", { "$curve0_499 << END\n0 0 499\n1 1 499\nEND" })
draws("500 in a phase plane", "crowd500.nc --phase V,W", { "$curve0_499 << END\n0 1 499\n1 0 499\nEND" })
draws("24 panels", "crowd24.nc --at state=V --panels", { "$curve23_0 << END\n0 0\n1 1\nEND", "'place = 23'" })
draws("24 maps", "crowd24.nc cube --kind heat --panels --x time --y node", { "$cells23 << END\n0 0 0\n1 0 1\n0 1 1\n1 1 0\nEND", "'place = 23'" })

-- ---- how many is many ----

-- Axes of so many places 0, 1, 2, ... with 0, 1, 0, 1, ... on them, and maps of x + 10000 y.
do
  local counts = { 20, 21, 40, 41, 200, 201, 400, 401, 1000, 1001, 2000, 2001 }
  local function row(n, f)
    local list = {}
    for i = 1, n do list[i] = ("%d"):format(f(i - 1)) end
    return table.concat(list, ",")
  end
  local dims, variables, data = {}, {}, {}
  for _, n in ipairs(counts) do
    dims[#dims + 1] = ("d%d = %d ;"):format(n, n)
    variables[#variables + 1] = ("double d%d(d%d) ; double v%d(d%d) ;"):format(n, n, n, n)
    data[#data + 1] = ("d%d = %s ; v%d = %s ;"):format(n, row(n, function(i) return i end), n, row(n, function(i) return i % 2 end))
  end
  for _, n in ipairs { 1000, 1001, 2001 } do
    variables[#variables + 1] = ("double m%d(y, d%d) ;"):format(n, n)
    data[#data + 1] = ("m%d = %s ;"):format(n, row(2*n, function(i) return i % n + i // n*10000 end))
  end
  kit.write(home .. "/counts.cdl", ("netcdf counts {\ndimensions: y = 2 ; time = 3 ; %s\nvariables: double y(y) ; double time(time) ; %s\n" ..
    "double p(time) ; p:units = \"mV\" ; double q(time) ; q:units = \"nA\" ;\ndata: y = 0, 1 ; time = 1, 2, 3 ; p = 4, 5, 6 ; q = 9, 7, 8 ; %s\n}\n")
    :format(table.concat(dims, " "), table.concat(variables, " "), table.concat(data, "\n")))
  kit.run(("cd %s && ncgen -4 -o counts.nc counts.cdl"):format(home))
end
draws("40 places have dots", "counts.nc v40", { "with linespoints linewidth 1 " })
draws("41 have none", "counts.nc v41", { "with lines linewidth 1 " })
draws("a line of 400", "counts.nc v400", { "with lines linewidth 1 " })
draws("one of 401 is thinner", "counts.nc v401", { "with lines linewidth 0.7 " })
draws("20 points", "counts.nc v20 --kind scatter", { "pointsize 0.7 " })
draws("21 points", "counts.nc v21 --kind scatter", { "pointsize 0.5 " })
draws("200 points", "counts.nc v200 --kind scatter", { "pointsize 0.5 " })
draws("201 points", "counts.nc v201 --kind scatter", { "pointsize 0.3 " })
for count, mark in pairs { v200 = "*", v201 = "\xe2" } do
  local got = call(("counts.nc %s --kind scatter --term --size 60x14"):format(count), "LC_ALL=C.UTF-8")
  kit.check(got:find(mark, 1, true) and not got:find(mark == "*" and "\xe2" or "*", 1, true), count .. ": few points are letters, many are dots", got)
end
local function points_in(got, block)
  return select(2, got:match("%$" .. block .. " << END\n(.-)END"):gsub("\n", ""))
end
kit.same(points_in(script("counts.nc v2000"), "curve0_0"), 2000, "2000 points are drawn all")
-- In stretches of three, 0 1 0 and 1 0 1, of which two are left each.
kit.same(points_in(draws("2001 are thinned", "counts.nc v2001", { "<< END\n0 0\n1 1\n3 1\n4 0\n6 0\n7 1\n", "\n1998 0\n1999 1\nEND" }), "curve0_0"), 1334,
         "to two of each stretch")
kit.same(points_in(draws("1000 columns of a map are drawn all", "counts.nc m1000 --x d1000", { "\n0 0 0\n1 0 1\n", "\n999 1 10999\nEND" }), "cells0"), 2000,
         "a cell a place")
kit.same(points_in(draws("1001 are averaged in pairs, the last stays alone", "counts.nc m1001 --x d1001", {
  "<< END\n0.5 0 -0.5 ", " 0.5\n2.5 0 ", "\n998.5 0 ", " 998.5\n1000 0 ", " 1000\n0.5 1 ", " 10000.5\n", " 11000\nEND" }), "cells0"), 1002, "501 in a row")
kit.same(points_in(draws("2001 in threes", "counts.nc m2001 --x d2001", { "<< END\n1 0 1\n4 0 4\n", "\n1999 0 1999\n1 1 10001\n" }), "cells0"), 1334, "667 in a row")
draws("a map of many rows", "counts.nc m1001 --x y", { "<< END\n0 0.5 ", " 0.5\n1 0.5 ", " 10000.5\n0 2.5 ", "\n1 1000 " })
draws("a phase plane of two variables", "counts.nc --phase p,q", { "<< END\n4 9\n5 7\n6 8\nEND", "'p [mV]'", "'q [nA]'" })
draws("seven curves have colors of their own", "crowd7.nc --at state=V", { "linewidth 1 linecolor rgb '#000000' title '6'" })
draws("eight have shades", "crowd8.nc --at state=V", { "linewidth 0.6 linecolor palette notitle", "set cbrange [0:7]" })
draws("30 curves", "crowd30.nc --at state=V", { "linewidth 0.6 linecolor palette" })
draws("31 are thin", "crowd31.nc --at state=V", { "linewidth 0.4 linecolor palette" })
whole("many", { "crowd4.nc --at state=V --panels", "crowd5.nc --at state=V --panels", "crowd4.nc cube --kind heat --panels --x time --y node",
                "crowd5.nc cube --kind heat --panels --x time --y node", "crowd2.nc", "crowd2.nc --phase V,W --title 'Two of them'",
                "counts.nc --phase p,q --log xy", "counts.nc p,q", "counts.nc p,q --kind overlay", "counts.nc p,q --kind histogram" }, 3)
-- Numbers of 8 points, 0.28 cm, do not stand in each other; panels of one range have the same.
for _, size in ipairs { "8x6", "8x9", "12x20" } do
  local steps = script("crowd8.nc --at state=V --panels --size " .. size):gsub(".-\nset ytics ([^\n]+)", "%1 "):match("^[%d. ]+")
  kit.check(steps:match("%S+")/1.1*size:match("x(%d+)")/8 > 0.28 and steps == steps:match("%S+ "):rep(8), "ticks of panels " .. size, steps)
end

-- ---- long series ----
-- Sample 77777 of 100000 is 5, sample 12345 is -7, all others 0.
local values = {}
for i = 1, 100000 do values[i] = i == 77777 and "5" or i == 12345 and "-7" or "0" end
kit.write(home .. "/long.cdl", "netcdf long {\ndimensions: time = 100000 ;\nvariables: double V(time) ;\ndata: V = " ..
          table.concat(values, ",\n") .. " ;\n}\n")
kit.run(("cd %s && ncgen -4 -o long.nc long.cdl"):format(home))
draws("the time is whole, though what is left of a curve ends before", "long.nc", { "set xrange [0:99999]" })
local long = draws("a long series keeps its extremes where they are", "long.nc", { "\n77776 5\n", "\n12344 -7\n" })
kit.check(select(2, long:gsub("\n", "")) < 2200, "and no more points than a picture shows")

-- Stretches as wide as a dot: of nothing, of one number, low before high, high before low, of equal ones, and half a one.
for i = 1, 100050 do
  values[i] = i == 151 and "7" or i <= 202 and "NaN" or (i == 253 or i == 331) and "-3" or (i == 264 or i == 323) and "4" or "0"
end
kit.write(home .. "/dots.cdl", "netcdf dots {\ndimensions: time = 100050 ;\nvariables: double V(time) ;\ndata: V = " ..
          table.concat(values, ",\n") .. " ;\n}\n")
kit.run(("cd %s && ncgen -4 -o dots.nc dots.cdl"):format(home))
draws("what is left of stretches", "dots.nc", { "$curve0_0 << END\n\n150 7\n252 -3\n263 4\n322 4\n330 -3\n404 0\n505 0\n", "\n99990 0\nEND" })

-- Of 25 nodes, which are read together and in two blocks: node 3 is 5 at sample 90000 of 100000, node 24
-- is -7 at sample 12345.
for i = 1, 25*100000 do values[i] = i == 25*89999 + 4 and "5" or i == 25*12344 + 25 and "-7" or "0" end
kit.write(home .. "/nodes.cdl", "netcdf nodes {\ndimensions: time = 100000 ; node = 25 ;\nvariables: double V(time, node) ;\n" ..
          "data: V = " .. table.concat(values, ",\n") .. " ;\n}\n")
kit.run(("cd %s && ncgen -4 -o nodes.nc nodes.cdl"):format(home))
local many = draws("curves of nodes", "nodes.nc", { "\n89999 5 3\n", "\n12344 -7 24\n" })
kit.check(select(2, many:gsub("\n%d+ 5 ", "")) == 1 and select(2, many:gsub("\n%d+ %-7 ", "")) == 1, "each where it is, once")
draws("one of them", "nodes.nc --at node=3", { "\n89999 5\n" })
draws("the same as a map", "nodes.nc --y node --x time", { "with image" })

-- ---- where a script lies ----

for _, name in ipairs { "below/a.b.gp", "./c.GP" } do
  local said, code = call("grid.nc curve -o " .. name)
  local got, pdf = kit.read(home .. "/" .. name) or "", name:match("([^/]+)%.[^.]+$") .. ".pdf"
  kit.check(code == 0 and got:find("\nset output '" .. pdf .. "'\n", 1, true), "a script draws beside itself: " .. name, said .. got)
end

-- ---- a run draws ----

if kit.has("gnuplot") then
  kit.write(home .. "/m.mass", "explore e\n  param a = grid(0, 1, 3)\n  param b = grid(0, 1, 3)\n  observe c = a*b\nend\n")
  local said, code = kit.run(("cd %s && timeout 60 %s run m.mass --plot --out o"):format(home, massc))
  kit.check(code == 0 and said:find("wrote o/e.png", 1, true) and kit.read(home .. "/o/e.png"), "run --plot", said)
  said, code = kit.run(("cd %s && timeout 60 %s run m.mass --plot --no-netcdf --out o"):format(home, massc))
  kit.check(code == 2 and said:find("leave --no-netcdf out", 1, true), "run --plot without the file it draws", said)
end

-- ---- nothing of a file is a command ----

local hostile = draws("a text of a file stays a text", "grid.nc curve", { "'curve [it''s `ls` $(ls) %g @x]'" })
kit.check(not hostile:find("\n@x", 1, true), "no line of a file begins a line of the script")

-- ---- pictures ----

local function size_of_png(text)
  return string.unpack(">I4I4", text, 17)
end

if kit.has("gnuplot") then
  for _, name in ipairs { "series.nc", "grid.nc mean_V", "grid.nc of_point", "grid.nc weights", "grid.nc curve",
                          "series.nc --phase V,W", "grid.nc u --kind histogram", "grid.nc mean_V --log y" } do
    local said, code = call(name .. " -o x.png --size 8.5x6 --dpi 100")
    local png = kit.read(home .. "/x.png") or ""
    local width, height = 0, 0
    if #png > 24 then width, height = size_of_png(png) end
    kit.check(code == 0 and width == 335 and height == 236, "a PNG of 8.5 x 6 cm at 100 dpi: " .. name, said)
    kit.run("rm -f " .. home .. "/x.png")
  end
  for ending, mark in pairs { svg = "<svg", pdf = "%PDF" } do
    local said, code = call("series.nc -o sub/x." .. ending)
    kit.check(code == 0 and (kit.read(home .. "/sub/x." .. ending) or ""):find(mark, 1, true), ending, said)
  end
  local _, code = call("grid.nc curve")
  kit.check(code == 0 and kit.read(home .. "/grid_curve.png"), "without -o the picture lies beside the result")
  kit.check(kit.run("ls -A " .. home .. "/sub"):gsub("%s+", " ") == "x.pdf x.svg ", "nothing else is left")
else
  kit.skip("pictures", "no gnuplot")
end

-- ---- terminals ----

local said = call("series.nc --at state=V --at a=-1 --term --size 40x14", "LC_ALL=C")
kit.check(not said:find("[\x80-\xff]") and said:find("time [ms]", 1, true) and said:find("*", 1, true), "plain ASCII where the locale is", said)
said = call("series.nc --at state=V --at a=-1 --term --size 40x14", "LC_ALL=C.UTF-8")
kit.check(said:find("\xe2\xa0", 1, true) or said:find("\xe2\xa1", 1, true), "braille where it is not", said)
said = call("grid.nc mean_V --term --size 30x13", "LC_ALL=C")
kit.check(said:find("mean_V: 1 ", 1, true) and said:find("?", 1, true) and said:find("@", 1, true), "a map in letters", said)

local plain = call("grid.nc curve --term", "LC_ALL=C")
kit.check(select(2, plain:gsub("\n", "")) == 23 and plain:find("\n[^\n]+%+%-[^\n]+\n") and #plain:match("\n( *%+%-[^\n]+)\n") == 79,
          "79 columns and 23 lines: what is typed next stands below", plain)

-- Colors are the nearest of the 216, of which each part has the six steps 0 to 5: 16 + 36 red + 6 green + blue.
if kit.has("script") then
  local function colored(command, settings)
    return (kit.run(([[cd %s && script -qec "stty cols 50 rows 20; env TERM=xterm-256color LC_ALL=C.UTF-8 %s %s plot %s --term" /dev/null </dev/null]])
                    :format(home, settings or "", massc, command)):gsub("\r", ""))
  end
  local function number(r, g, b)
    local function step(x) return math.floor(x*5/255 + 0.5) end
    return 16 + 36*step(r) + 6*step(g) + step(b)
  end
  local curves, heat = colored("series.nc --at state=V"), colored("grid.nc mean_V")
  kit.check(curves:find(("\x1b[38;5;%dm\xe2"):format(number(0x00, 0x72, 0xb2)), 1, true) and
            curves:find(("\x1b[38;5;%dm\xe2"):format(number(0xd5, 0x5e, 0x00)), 1, true), "curves of their colors", curves)
  kit.check(heat:find(("\x1b[48;5;%dm \x1b[0m"):format(number(0x44, 0x01, 0x54)), 1, true) and
            heat:find(("\x1b[48;5;%dm \x1b[0m"):format(number(0xfd, 0xe7, 0x25)), 1, true), "maps of viridis", heat)
  golden("colors.txt", curves .. heat .. colored("shapes.nc of_k --kind line --x c"))
  kit.check(not colored("grid.nc mean_V", "NO_COLOR=1"):find("\x1b", 1, true), "NO_COLOR")
  kit.check(not colored("grid.nc mean_V", "TERM=xterm"):find("\x1b", 1, true), "a terminal of few colors")
else
  kit.skip("colors", "no script")
end

-- ---- what is wrong ----

local function refuses(title, exit, word, command, settings)
  local output, code = call(command, settings)
  kit.check(code == exit and output:find(word, 1, true), title, ("exit %d: %s"):format(code, output))
end

kit.write(home .. "/text.nc", "no NetCDF\n")
refuses("no argument", 2, "massc plot RESULT.nc", "")
refuses("no such file", 3, "cannot read nofile.nc", "nofile.nc --term")
refuses("no NetCDF", 3, "cannot read text.nc", "text.nc --term")
refuses("no such variable", 2, "did you mean 'mean_V'", "grid.nc mean_W --term")
refuses("no such state", 2, "did you mean 'W'", "series.nc W1 --term")
refuses("no such place of a state", 2, "it has V, W", "series.nc --at state=X --term")
refuses("the text of a series", 2, "massc plot series.nc", "series.results.csv", "touch series.results.csv;")
refuses("another ending", 2, ".png, .svg, .pdf or .gp", "grid.nc curve -o x.jpg")
refuses("-o and --term", 2, "leave one of them out", "grid.nc curve -o x.png --term")
refuses("no such kind", 2, "--kind", "grid.nc curve --kind pie")
refuses("--at without a place", 2, "--at takes NAME=PLACE", "grid.nc mean_V --at a --term")
refuses("--at where nothing is", 2, "the nearest is", "grid.nc mean_V --at a=7 --term")
refuses("--at of nothing", 2, "no dimension 'zz'", "grid.nc mean_V --at zz=7 --term")
refuses("a size that is none", 2, "--size takes", "grid.nc curve --size big -o x.gp")
refuses("a number", 1, "is one number, 42", "grid.nc one --term")
refuses("three axes", 1, "choose a place, as in --at u=3, or draw all of them with --panels", "grid.nc cube --term")
refuses("a series over two axes", 1, "choose a place, as in --at b=1", "many.nc v --term")
refuses("a map of one axis", 1, "two dimensions", "grid.nc curve --kind heat --term")
refuses("a phase plane without time", 1, "along time", "grid.nc --phase p,q --term")
refuses("maps of a series, of which a state is to be chosen", 1, "choose a place, as in --at state=V", "series.nc results --kind heat --term")
refuses("--at of nearly a dimension", 2, "did you mean 'time'", "series.nc --at tim=1 --term")
refuses("--at of nothing, and what there is", 2, "it has a, b, u", "limits.nc --at q=1 --term")
refuses("a word for a number", 2, "'a' has no place 'x'; it takes a number", "limits.nc --at a=x --term")
refuses("more dots than a PNG has", 2, "94488 dots a side, at most 32767", "grid.nc curve --size 200x200 --dpi 1200 -o x.png")
for _, size in ipairs { "2.9x6", "6x2.9", "200.1x6", "6x200.1", "6", "6x6x6", "nanx6" } do
  refuses("a size of " .. size, 2, "each from 3 to 200", "grid.nc curve -o x.gp --size " .. size)
end
kit.check(script("grid.nc curve --size 3x200"):find("size 3cm,200cm", 1, true), "the narrowest and the highest")
kit.check(script("grid.nc curve --size 200x3"):find("size 200cm,3cm", 1, true), "the widest and the lowest")
refuses("--at without a name", 2, "--at takes NAME=PLACE", "grid.nc mean_V --at =1 --term")
refuses("--at without what it is", 2, "--at takes NAME=PLACE", "grid.nc mean_V --at a= --term")
refuses("thirteen variables", 2, "at most 12 variables", "grid.nc u,u,u,u,u,u,u,u,u,u,u,u,u --kind scatter --term")
refuses("of equal places the first", 1, "is one number, 1:", "shapes.nc of_run --at pq=2 --term")
refuses("... also where it is the second", 1, "is one number, 2:", "shapes.nc of_run --at pq=1 --term")
refuses("a state of another place", 2, "'V' and 'W' are two of several states of s; draw one, or all of them by its name", "shapes.nc V,W --term")
refuses("an array at a place of every axis", 1, "mean_V of grid.nc is one number, 6:", "grid.nc mean_V --at a=2 --at b=10 --term")
refuses("a line along what is not its own", 1, "it does not vary along a", "grid.nc u --kind line --x a --term")
refuses("the logarithm of an axis of a map", 1, "'a [mV]' begins at 0", "grid.nc mean_V --kind heat --log x --term")
refuses("... of its other axis", 1, "'a [mV]' begins at 0", "grid.nc mean_V --kind heat --x b --log y --term")
refuses("more numbers than points", 1, "V has 2500000 values, too many points", "nodes.nc --kind scatter --at time=0 --term")
refuses("more numbers than points in a row", 1, "V has 2500000 values, too many points", "nodes.nc V,V --kind scatter --term")
refuses("more points than are drawn", 1, "more than 100000 points would be drawn", "dots.nc --kind scatter --term")
refuses("501 curves", 1, "more than 500 curves would lie over each other", "crowd501.nc --at state=V --term")
refuses("501 in a phase plane", 1, "more than 500 curves would lie over each other", "crowd501.nc --phase V,W --term")
refuses("25 panels", 1, "25 panels would be drawn, at most 24", "crowd25.nc --at state=V --panels --term")
refuses("25 maps", 1, "25 panels would be drawn, at most 24", "crowd25.nc cube --kind heat --panels --x time --y node --term")
refuses("panels of states and places", 1, "varies along time, place and state; choose a place, as in --at state=V", "crowd2.nc --panels --term")
refuses("a phase plane along two axes", 1, "v of many.nc varies along a and b; choose a place", "many.nc --phase v,v --term")
refuses("told axes of several", 1, "a scatter with --x, --y or --color is of one variable", "grid.nc u,p --kind scatter --x q --term")
kit.write(home .. "/void.cdl", "netcdf void {\ndimensions: a = 2 ;\nvariables: char t(a) ;\ndata: t = \"xy\" ;\n}\n")
kit.run(("cd %s && ncgen -4 -o void.nc void.cdl"):format(home))
kit.run(("cd %s && echo 'netcdf ax { dimensions: a = 2; b = 2; variables: double a(a); double b(b); data: a = 1, 2; b = 5, 7; }' | ncgen -4 -o axes.nc"):format(home))
refuses("axes alone, at the first place of one", 2, "--at: b does not vary along a", "axes.nc --at a=1 --term")
refuses("nothing", 1, "has no result and no axis of numbers", "void.nc --term")
refuses("a map of nothing", 1, "has no result to draw so", "void.nc --kind heat --term")
refuses("points of nothing", 2, "say what a scatter shows", "void.nc --kind scatter --term")
refuses("how nothing is distributed", 2, "say what the histogram is of", "void.nc --kind histogram --term")
refuses("a name where there is nothing", 2, "it has nothing that holds numbers", "void.nc zzzzzz --term")
local dims = {}
for i = 1, 129 do dims[i] = ("d%d = 2 ;"):format(i) end
for count = 128, 129 do
  kit.write(home .. "/dims.cdl", ("netcdf dims {\ndimensions: %s\nvariables: double v(d%d) ;\ndata: v = 1, 2 ;\n}\n")
            :format(table.concat(dims, " ", 1, count), count))
  kit.run(("cd %s && ncgen -4 -o dims%d.nc dims.cdl"):format(home, count))
end
draws("128 dimensions", "dims128.nc", { "$curve0_0 << END\n0 1\n1 2\nEND" })
refuses("129 dimensions", 1, "has 129 dimensions; no result has so many", "dims129.nc --term")
kit.run(("head -c 3000 %s/grid.nc > %s/cut.nc"):format(home, home))
refuses("half a file", 3, "the file is not whole", "cut.nc --term")

-- Nothing to draw, and numbers at the ends of what doubles hold.
for _, kind in ipairs { "", " --kind line", " --kind scatter", " --kind histogram", " --x a", " --log y" } do
  refuses("no values" .. kind, 1, "'empty' of limits.nc has no values", "limits.nc empty --term" .. kind)
end
refuses("no values along the only dimension", 1, "has no values", "limits.nc strip --term")
refuses("no values of another axis", 1, "--x: 'strip' of limits.nc has no values", "limits.nc --x strip --y a --kind scatter --term")
refuses("a place where there are none", 2, "'u' has no places", "limits.nc --at u=0 --term")
for _, kind in ipairs { "gap", "gap --kind scatter", "gap --kind histogram", "gap --log y", "gaps", "gaps --kind overlay", "gaps --panels" } do
  refuses("nothing finite: " .. kind, 1, "has no finite number", ("limits.nc %s -o x.gp"):format(kind))
end
for _, kind in ipairs { "huge", "huge --kind scatter", "huge --kind histogram", "large" } do
  refuses("numbers too large: " .. kind, 1, "numbers beyond 1e300 cannot be drawn, but", ("limits.nc %s -o x.gp"):format(kind))
end
refuses("how large it is", 1, "'large' reaches 1e+308", "limits.nc large --term")
refuses("numbers too small for a logarithm", 1, "logarithmic axes begin at 1e-300", "limits.nc flat --log y --term")
draws("what is finite among others", "limits.nc holes", { "$curve0_0 << END\n\n\n3 3\n\nEND" })
-- gnuplot would leave it out of the legend.
draws("a curve without a point", "limits.nc some --kind overlay --x a", {
  "$curve0_0 << END\nNaN NaN\nEND", "$curve0_1 << END\n1 1\n2 2\n3 3\n4 4\nEND", "'#0072b2' title '1e+40', ", "'#d55e00' title '2e+40'" })
draws("numbers that are next to 0 lie there", "limits.nc flat", { "set yrange [-1.1:1.1]" })
draws("and those on both sides of it", "limits.nc tiny", { "set yrange [-1.1:1.1]" })
draws("large numbers", "limits.nc far", { "2 9e+299" })
said = call("limits.nc wide --term --size 40x10", "LC_ALL=C")
kit.check(said:find("2e+40", 1, true) and not said:find("inf", 1, true), "ticks beyond floats", said)
if kit.has("gnuplot") then
  for _, name in ipairs { "flat", "tiny", "far", "holes", "wide", "flat --kind histogram", "far --kind histogram" } do
    local output, code = call(("limits.nc %s -o x.png"):format(name))
    kit.check(code == 0, "gnuplot draws " .. name, output)
  end
end
refuses("a phase plane of one", 2, "two names", "series.nc --phase V --term")
refuses("the logarithm of 0", 1, "above 0", "series.nc --log y --term")
refuses("no gnuplot", 3, "gnuplot-nox", "grid.nc curve -o x.png", "P=$(command -v timeout); PATH=/nowhere; timeout() { shift; \"$@\"; };")
kit.run(("mkdir -p %s/bin && printf '#!/bin/sh\\necho oh no >&2\\nexit 3\\n' > %s/bin/gnuplot && chmod +x %s/bin/gnuplot"):format(home, home, home))
refuses("a gnuplot that fails", 3, "gnuplot failed: oh no", "grid.nc curve -o y.png", "PATH=" .. home .. "/bin:$PATH")
kit.run(("printf '#!/bin/sh\\nprintf \"\\\\211PNG half\"\\n' > %s/bin/gnuplot"):format(home))
refuses("half a picture", 3, "gnuplot failed", "grid.nc curve -o y.png", "PATH=" .. home .. "/bin:$PATH")
kit.check(not kit.read(home .. "/y.png"), "a picture that failed leaves no file")

-- A gnuplot that comes to no end, and what it started: Ctrl-C ends both.
local function hangs(title, command, words)
  kit.write(home .. "/bin/gnuplot", "#!/bin/sh\necho $$ > " .. home .. "/pids\nsleep 321 &\necho $! >> " .. home .. "/pids\nwait\n")
  local said, code = kit.run(("cd %s && rm -f pids && { timeout 60 env PATH=%s/bin:$PATH %s %s & } && for i in $(seq 300); do test -s pids && test $(wc -l < pids) = 2 && break; sleep 0.1; done; kill -INT $!; wait $!")
                             :format(home, home, massc, command))
  kit.check(code == 130 and said:find(words, 1, true), title .. ": Ctrl-C", ("code %s\n%s"):format(code, said))
  local left = kit.run(("sleep 0.2; for p in $(cat %s/pids); do kill -0 $p 2>/dev/null && cat /proc/$p/stat; done"):format(home))
  kit.check(not left:find("%) [^Z]"), title .. ": nothing of it is left", left)
end

hangs("a gnuplot that hangs", "plot grid.nc curve -o y.png", "massc: interrupted\n")
kit.check(not kit.read(home .. "/y.png"), "a picture that was interrupted leaves no file")
kit.write(home .. "/hang.mass", "param a = grid(0, 1, 5)\nobserve b = a^2\nexplore e\nend\nexplore f\nend\n")
hangs("a gnuplot that hangs in a run", "run hang.mass --engine tcc --out hung --plot --quiet", "massc: e is complete in 'hung'\n")
kit.check(kit.read(home .. "/hung/e.nc") and not kit.read(home .. "/hung/e.png"), "the table is there")
refuses("a full disk", 3, "No space left", "grid.nc curve -o y.gp && ln -sf /dev/full full.gp && timeout 60 " .. massc .. " plot grid.nc curve -o full.gp")

-- ---- texts as places ----

draws("strings of a coordinate stand on the axis", "names.nc rate", { "('left side' 0, 'it''s \"right\"' 1, 'vertex' 2)", "$curve0_0 << END\n0 3\n1 1\n2 2\nEND" })
draws("rows of characters too, and both sides of a map", "names.nc power", { "('left side' 0,", "set ytics ('delta' 0, 'theta' 1, 'alpha' 2, 'beta' 3)" })
draws("a letter each", "names.nc pair", { "set xtics norotate ('A' 0, 'B' 1)" })
draws("texts that a variable calls its coordinates", "names.nc flow", { "('soma' 0, 'axon' 1, 'dendrite' 2)", "0 7\n1 8\n2 9" })
draws("in a legend", "names.nc power --kind overlay --x region", { "title 'delta'", "title 'beta'" })
draws("in panels", "names.nc power --kind panels --x band", { "'region = left side'", "'region = it''s \"right\"'" })
draws("a place by its text", "names.nc power --at band=alpha", { "0 3\n1 6\n2 5" })
draws("many stand upright, as many as have room", "names.nc much", { "set xtics rotate by 90 right ('r0' 0, 'r" })
local drawn = call("names.nc rate --term --size 60x12")
kit.check(drawn:find("left side +it's \"right\" +vertex"), "in a terminal", drawn)

-- ---- logarithmic axes within a decade ----

local function ticks(command, name)
  local last
  for text in script(command):gmatch("\nset " .. name .. "tics ([^\n]*)") do last = text end
  return last
end
-- Of 2.1 to 9: 5 alone of 1, 2, 5; four of 2, 3, 5, 7. The margin of 5 % adds no other.
kit.same(ticks("names.nc a --log y", "y"), "(2, 3, 5, 7)", "a part of a decade")
kit.same(ticks("names.nc b --log y", "y"), "(20, 50, 100)", "over the edge of a decade")
kit.same(ticks("names.nc e --log y", "y"), "autofreq", "several decades")
kit.same(ticks("names.nc c --log y", "y"), "(1.22, 1.24, 1.26, 1.28)", "hardly a part: as on a linear axis")
kit.same(ticks("names.nc a --log x", "x"), "(0.2, 0.3, 0.5, 0.7)", "the horizontal axis")
kit.same(ticks("names.nc power --log color", "cb"), "(1, 2, 5)", "the color bar")
drawn = call("names.nc a --log xy --term --size 60x20")
for _, label in ipairs { "\n2|", "\n3|", "\n5|", "\n7|", " 0.2 +0.3 +0.5 +0.7" } do kit.check(drawn:find(label), "in a terminal: " .. label, drawn) end
-- However an axis is cut, two of its ticks have numbers.
do
  local few, cut, variables, data = {}, {}, "", ""
  for lo = 1, 9.7, 0.71 do
    for _, factor in ipairs { 1.001, 1.02, 1.2, 1.7, 2.4, 4, 7, 9.9, 12, 50, 150 } do
      cut[#cut + 1] = { lo, lo*factor, factor }
      variables = variables .. ("double z%d(k) ;\n"):format(#cut)
      data = data .. ("z%d = %.17g, %.17g ;\n"):format(#cut, lo, lo*factor)
    end
  end
  kit.write(home .. "/cut.cdl", "netcdf cut {\ndimensions: k = 2 ;\nvariables: double k(k) ;\n" .. variables .. "data: k = 1, 2 ;\n" .. data .. "}\n")
  kit.run(("cd %s && ncgen -4 -o cut.nc cut.cdl"):format(home))
  for i, z in ipairs(cut) do
    local got, numbers = ticks(("cut.nc z%d --log y"):format(i), "y"), 0
    for _ in (got or ""):gsub("'' [%d.e+-]+", ""):gmatch("[%d.]+") do numbers = numbers + 1 end
    if got ~= "autofreq" and numbers < 2 or got == "autofreq" and z[3] < 9 then few[#few + 1] = ("%g to %g: %s"):format(z[1], z[2], got) end
  end
  kit.check(#few == 0 and #cut > 100, #cut .. " logarithmic axes have two numbers or more", table.concat(few, "\n"))
end

-- ---- histograms on logarithmic axes ----

-- From 1 to 1e5 in five bars, as Rice's rule has at least: one a decade. Heights are counts over 6 times the width.
do
  local got = script("names.nc spread --kind histogram --log x")
  local want = { { 1, 10, 2 }, { 10, 100, 3 }, { 100, 1000, 0 }, { 1000, 1e4, 0 }, { 1e4, 1e5, 1 } }
  local wrong, k, area = got, 0, 0
  for x, y, left, right in got:match("%$curve0_0 << END\n(.-)END"):gmatch("(%S+) (%S+) (%S+) (%S+) 0 %S+\n") do
    k = k + 1
    local w = want[k]
    local function near(a, b) return math.abs(tonumber(a) - b) <= 1e-5*math.abs(b) end
    if w and near(left, w[1]) and near(right, w[2]) and near(x, math.sqrt(w[1]*w[2])) and near(y, w[3]/6/(w[2] - w[1])) then area = area + y*(right - left)
    else wrong = wrong .. k end
  end
  kit.check(k == 5 and math.abs(area - 1) < 1e-5, "bars are as wide as each other on a logarithmic axis, their area is 1", wrong)
  draws("bars on a logarithmic vertical axis begin below the lowest", "names.nc spread --kind histogram --log y", { "with boxxyerror", "set logscale y" })
  draws("a histogram of logarithms and a linear one in the terminal differ", "names.nc spread --kind histogram --log x", { "set logscale x" })
end
draws("a phase plane on logarithmic axes", "names.nc --phase S,R --log xy", { "set logscale x", "set logscale y", "1 20\n10 200\n100 2000" })

-- ---- what was asked and does nothing ----

-- Every option beside every kind, of something that has the kind: either the picture is another one than without
-- it, or the answer says what the option is. A key is what may do so; all others must not.
do
  local subjects = { line = "grid.nc curve", overlay = "grid.nc mean_V", panels = "grid.nc mean_V", heat = "grid.nc mean_V", scatter = "grid.nc of_point",
                     histogram = "grid.nc mean_V", matrix = "grid.nc weights", phase = "series.nc" }
  local options = { ["--x"] = "--x b", ["--y"] = "--y b", ["--color"] = "--color b", ["--panels"] = "--panels", ["--at"] = "--at r=0", ["--phase"] = "--phase V,W",
                    ["--log x"] = "--log x", ["--log y"] = "--log y", ["--log color"] = "--log color", ["--title"] = "--title T", ["--size"] = "--size 9x9",
                    ["--dpi"] = "--dpi 100" }
  local silent, answered, changed = {}, 0, 0
  for kind, subject in kit.sorted(subjects) do
    local plain = script(subject .. " --kind " .. kind)
    if not plain:find("plot $", 1, true) then silent[#silent + 1] = kind .. " is not drawn: " .. plain end
    for name, words in kit.sorted(options) do
      kit.run("rm -f " .. home .. "/x.gp")
      local said, code = call(("%s --kind %s %s -o x.gp"):format(subject, kind, words))
      local same = code == 0 and kit.read(home .. "/x.gp") == plain
      if code ~= 0 then answered = answered + 1 elseif not same then changed = changed + 1 end
      if same and not (kind == "overlay" and name == "--x" or kind == "heat" and name == "--y" or kind == "panels" and name == "--panels" or name == "--phase" and kind == "phase"
                       or name == "--color" and kind == "overlay") or code ~= 0 and not said:find("massc: error: ", 1, true) then
        silent[#silent + 1] = ("--kind %s %s: %s"):format(kind, words, same and "nothing changed, nothing was said" or said)
      end
    end
  end
  kit.check(#silent == 0 and answered > 30 and changed > 20, ("options beside kinds: %d answered, %d act"):format(answered, changed), table.concat(silent, "\n"))
end
refuses("a color of a map", 2, "--color does nothing to a map", "grid.nc mean_V --kind heat --color b")
refuses("panels of a phase plane", 2, "--panels does nothing to a phase plane", "series.nc --phase V,W --panels")
refuses("panels and an overlay", 2, "leave one of them out", "grid.nc mean_V --kind overlay --panels")
refuses("a place that nothing varies along", 2, "--at: curve does not vary along b", "grid.nc curve --at b=1")
refuses("the logarithm of names", 2, "names stand on that axis", "names.nc rate --log x")
refuses("dots of a script", 2, "--dpi is for PNG pictures, not for .gp", "grid.nc curve --dpi 100 -o x.gp")
refuses("dots of a terminal", 2, "--dpi is for PNG pictures, not for a terminal", "grid.nc curve --dpi 100 --term")
refuses("no variable", 2, "without one it is chosen", "grid.nc ''")
for _, list in ipairs { "curve,", ",curve", "curve,,u", "," } do
  refuses("a variable that is missing: " .. list, 2, "missing beside a comma of '" .. list .. "'", "grid.nc " .. list)
end
refuses("a variable that a scatter has no place for", 2, "leave out 'of_point'", "grid.nc of_point --kind scatter --x p --y q --color p")
draws("a variable that a scatter has a color for", "grid.nc of_point --kind scatter --x q --y p", { "3 1 7\n1 2 8\n2 3 9\n" })

kit.finish()
