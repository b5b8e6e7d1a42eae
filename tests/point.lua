-- point.lua -- one row of a sweep is the row of the sweep, and what is recorded by an option is
-- what the file would record.
--
--   lua5.4 tests/point.lua out/massc
--
-- Held against each other: the lines of the whole sweep's files and those of the files of one
-- row, byte for byte; a file with `record` in it and the same without, run with --record.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])

kit.uses("tests/point.lua")

local function read(name) return kit.read(lab.home .. "/out/" .. name) or "" end

-- The lines of a file without its head: as many a row as [rows] says.
local function lines(name, rows)
  local list, blocks = {}, {}
  for line in read(name):gmatch("[^\n]+") do
    if not line:match("^#") then list[#list + 1] = line end
  end
  table.remove(list, 1)
  local each = #list//rows
  for r = 1, rows do blocks[r] = table.concat(list, "\n", (r - 1)*each + 1, r*each) end
  return blocks, #list
end

local function run(options) return lab.call("run model.mass --quiet --out out " .. options) end

-- ---- the same bits ----------------------------------------------------------------------

local model = [[
use Generic2dOscillator
network
  nodes 3
  graph    weights = ones - eye
  coupling instant = Linear(V) with G = 0.1
  noise    additive on V, W with sigma = 0.05, key = 3
end
simulate heun with dt = 0.05, duration = 6, transient = 1
observe mean_V = mean(V)
observe swing = max(V) - min(V)
observe lfp = mean(V over node)
]]

local explorations = [[
explore product "one realisation for all"
  dynamics.a  = grid(-2, 1, 5)
  noise.sigma = [0.01, 0.02]
end
explore drawn key 5 "draws, keys of the noise, trials"
  dynamics.a ~ Normal(-1.5, 0.2) n 3 per node
  noise.key  = split(7, 2)
  initial.V  ~ Uniform(-1, 1)
  trials 2
end
explore paired zip
  group level
    noise.sigma = [0.01, 0.02, 0.04]
    dynamics.a  = [-1.5, -1, -0.5]
  end
  noise.key = split(7, 3)
end
explore sorted_rows order sorted
  dynamics.b = [-10, -8]
  dynamics.a = [-2, -1, 0]
end
]]
local rows_of = { product = 10, drawn = 12, paired = 3, sorted_rows = 6 }

local function same_rows(engine, real)
  for name, rows in pairs(rows_of) do
    local what = ("%s %s %s"):format(engine, real, name)
    local how = (" --engine %s --real %s --record 'V, W every 0.5' --record 'lfp every 0.1'"):format(engine, real)
    local _, code = run(name .. how)
    kit.same(code, 0, what .. ": runs")
    local table_, curves, states = lines(name .. ".csv", rows), lines(name .. ".lfp.csv", rows), lines(name .. ".results.csv", rows)
    kit.check(#states[1] > 500 and states[1]:match("\n.*\n") ~= states[2]:match("\n.*\n"), what .. ": rows differ from each other")
    for _, point in ipairs { 0, rows//2, rows - 1 } do
      local asked = point == rows - 1 and -1 or point
      local said
      said, code = run(("%s --point %d"):format(name, asked) .. how)
      local file = ("%s.point.%d"):format(name, point)
      kit.check(code == 0 and lines(file .. ".csv", 1)[1] == table_[point + 1], what .. ": row " .. point, said)
      kit.check(lines(file .. ".results.csv", 1)[1] == states[point + 1], what .. ": states of row " .. point)
      kit.check(lines(file .. ".lfp.csv", 1)[1] == curves[point + 1], what .. ": curve of row " .. point)
    end
    kit.check(lines(name .. ".csv", rows)[1] == table_[1] and read(name .. ".nc") ~= "", what .. ": the sweep's own files stay")
  end
end

lab.write(model .. explorations)
for _, engine in ipairs { "tcc", "gcc", "clang" } do
  if kit.run("command -v " .. engine) ~= "" or engine == "tcc" then
    same_rows(engine, "f64")
    same_rows(engine, "f32")
  else
    kit.skip("rows with " .. engine, "it is not installed")
  end
end

-- Recorded noise is that of the whole sweep.
run("drawn --save-noise noise.npy")
local drawn = lines("drawn.csv", 12)
run("drawn --point 7 --load-noise noise.npy")
kit.same(lines("drawn.point.7.csv", 1)[1], drawn[8], "a row with the recorded noise of the sweep")

-- A row of an exploration that keeps means is the trial that they are made of.
local quiet = model:gsub("observe lfp[^\n]*\n", "")
local trials = "explore e key 3\n  dynamics.a = [-2, 1]\n  initial.V ~ Uniform(-1, 1)\n  trials 3%s\nend\n"
lab.write(quiet .. trials:format(""))
run("e --record V")
local each, samples = lines("e.csv", 6), lines("e.V.csv", 6)
lab.write(quiet .. trials:format(" average"))
local said, code = run("e --point 4 --record V")
kit.check(code == 0 and lines("e.point.4.csv", 1)[1] == each[5], "a trial of an average", said)
kit.same(lines("e.point.4.V.csv", 1)[1], samples[5], "its samples")

-- A sweep over the time step has no array for its recordings; a row of it has: that of the step alone.
local steps = "explore e\n  dynamics.a = [-2, 1]\n  simulate.dt = [0.1, 0.05, 0.025]\nend\n"
local one = "explore e\n  dynamics.a = [-2, 1]\nend\n"
for _, real in ipairs { "f64", "f32" } do
  for p, dt in pairs { [0] = 0.1, [4] = 0.05, [5] = 0.025 } do
    lab.write(quiet .. steps)
    said, code = run(("e --real %s --point %d --record 'V, W every 0.5 from 1'"):format(real, p))
    kit.same(code, 0, "a row of a sweep over the time step: runs\n" .. said)
    lab.write(quiet .. one)
    run(("e --real %s --set simulate.dt=%g --record 'V, W every 0.5 from 1'"):format(real, dt))
    local own = lines("e.results.csv", 2)[p//3 + 1]
    local row = lines(("e.point.%d.results.csv"):format(p), 1)[1]
    kit.same((("\n" .. row):gsub("(\n[^,\n]*),[^,\n]*", "%1")):sub(2), own, ("recorded at dt = %g, %s"):format(dt, real))
  end
end
lab.write(quiet .. steps)
lab.says("a sweep over the time step", 1, { "'V' is recorded, and series of different time steps do not fit into one array", "or look at one of its points: --point 0" },
         "run model.mass e --quiet --record V --out none")
lab.says("off the steps of the row", 1, { "--record:1:9: error: every 0.25 ms is no whole number of steps of 0.1 ms" },
         "run model.mass e --quiet --point 0 --record 'V every 0.25' --out none")
lab.says("on those of another", 0, {}, "run model.mass e --quiet --point 1 --record 'V every 0.25' --no-files")
lab.says("no such row", 2, { "--point: index 6 is out of range" }, "run model.mass e --quiet --point 6 --no-files")

-- ---- as if it stood in the file -----------------------------------------------------------

local function recorded(text, options, names)
  lab.write(text)
  local output, exit = run("e " .. options)
  local all = exit == 0 and "" or output
  for _, name in ipairs(names) do all = all .. name .. "\n" .. read("e." .. name .. ".csv") .. read("e.csv") end
  return all
end

local plain = "explore e\n  dynamics.a = [-2, 1]\n  observe own = 2*V\n  observe m = mean(own)\nend\n"
for _, case in ipairs {
  { "record V", "--record V", { "V" } },
  { "record V, W every 0.5 from 1 to 5", "--record 'V, W every 0.5 from 1 to 5'", { "results" } },
  { "record V,W", "--record V,W", { "results" } },
  { "record lfp every 1 ms", "--record 'lfp every 1ms'", { "lfp" } },
  { "record V\nrecord W every 2", "--record V --record='W every 2'", { "V", "W" } },
} do
  local inside = recorded(model .. case[1] .. "\n" .. plain, "", case[3])
  kit.run("rm -rf " .. lab.home .. "/out")
  local asked = recorded(model .. plain, case[2], case[3])
  kit.check(#inside > 300 and inside == asked, case[2] .. " is " .. case[1], asked:sub(1, 300))
end

-- What only an exploration observes; what is recorded already, at other times.
lab.write(model .. plain)
run("e --record 'own every 2'")
kit.same(select(2, lines("e.own.csv", 1)), 2*3*3, "an observation of the exploration")
lab.write(model .. "record V every 2\n" .. plain)
run("e --record 'V every 3'")
kit.same(select(2, lines("e.V.csv", 1)), 2*2*3, "the option says when")
lab.write(model .. "record V every 2 at node 0\n" .. plain)
run("e --record 'V every 2 at node 1'")
local asked_node = kit.read(lab.home .. "/out/e.V.csv")
lab.write(model .. "record V every 2 at node 1\n" .. plain)
run("e")
kit.same(asked_node, kit.read(lab.home .. "/out/e.V.csv"), "the option says where")

-- A file that records alone has something to run.
lab.write("use Generic2dOscillator\nsimulate heun with dt = 0.1, duration = 1\n")
lab.says("a run of a recording", 0, { "V: 10 samples" }, "run model.mass --record V --quiet --no-files")

-- ---- what is wrong ------------------------------------------------------------------------

lab.write(model .. explorations)
local nothing = "run model.mass --quiet --out none "
lab.says("behind the last row", 2, { "--point: index 10 is out of range: the space has 10 points, 0 to 9 (or -10 to -1)" },
         nothing .. "product --point 10")
lab.says("before the first", 2, { "index -11 is out of range" }, nothing .. "product --point -11")
for _, word in ipairs { "x", "1.5", "1:3", "0x1", "99999999999999999999" } do
  lab.says("no row: " .. word, 2, { "'--point' takes an integer of at most 64 bits, not '" .. word .. "'" },
           nothing .. "product --point=" .. word)
end
lab.says("no value", 2, { "option '--point' needs a value: --point I" }, nothing .. "product --point")
lab.says("which exploration", 2, { "--point looks at one exploration, and 'model.mass' has 4; name it: massc run model.mass product --point 3" },
         nothing .. "--point 3")
lab.says("two of them", 2, { "--point looks at one exploration" }, nothing .. "product drawn --point 3")
lab.says("noise of a row", 2, { "--save-noise keeps the noise of all rows" }, nothing .. "product --point 3 --save-noise n.npy")
lab.says("a name nobody knows", 1, { "--record:1:4: error: unknown name 'VV'", "did you mean 'V'?", "1 | V, VV" },
         nothing .. "product --record 'V, VV'")
lab.says("no name", 1, { "--record:1:1: error: unexpected '3'" }, nothing .. "product --record 3")
lab.says("a clause", 1, { "--record:1:3: error: unexpected 'evry'; did you mean 'every'?" }, nothing .. "product --record 'V evry 1'")
lab.says("a clause of others", 1, { "--record:1:3: error: 'in' does not go with 'record'" }, nothing .. "product --record 'V in [0, 1]'")
lab.says("off the steps", 1, { "--record:1:9: error: every 0.07 ms is no whole number of steps of 0.05 ms; the next that is: every 0.05 ms" },
         nothing .. "product --record 'V every 0.07'")
lab.says("a column", 1, { "--record:1:1: error: 'mean_V' is known at the end of a run" }, nothing .. "product --record mean_V")
lab.says("said once for all", 1, { "error: 'swing' is known" }, nothing .. "--record swing")
local output = lab.call(nothing .. "--record swing")
kit.same(select(2, output:gsub("error:", "")), 1, "one message for four explorations")
kit.check(not kit.run("ls " .. lab.home):match("none"), "nothing is written")
lab.write(quiet .. trials:format(" average"))
lab.says("samples that are means over trials", 0, { "V: 120 samples" }, "run model.mass e --quiet --record V --no-files")
lab.write(model .. "record V, lfp2\nobserve lfp2 = 3*V\n" .. plain)
lab.says("another recording of that name", 1, { "what is recorded together is called 'results', and so is another recording", "note: the other one is here" },
         nothing .. "e --record V,W")

-- ---- scripts --------------------------------------------------------------------------------

lab.write(model .. explorations)
run("product --record 'V every 1'")
local product = lines("product.csv", 10)
kit.write(lab.home .. "/look.lua", [[
local e = require "massc".load("model.mass")
local whole = e:run("product")
local one = e:run("product", {point = -1, record = {"V every 1", "W"}, out = "lua", quiet = true})
print(#one, one.mean_V[1] == whole.mean_V[10], one["dynamics.a"][1] == whole["dynamics.a"][10])
local space = e:space("product")
local part = e:run(space:slice(2, 6), {point = 1})
print(#part, part.mean_V[1] == whole.mean_V[4])
for _, o in ipairs { {point = 10}, {point = "x"}, {record = 3}, {record = {}}, {record = "VV"}, {point = 0, save_noise = "n.npy"} } do
  o.quiet = true
  print((select(2, pcall(e.run, e, "product", o))))
end
]])
lab.says("options of a script", 0, {
  "1\ttrue\ttrue", "1\ttrue\n", "point: index 10 is out of range", "'point' takes an integer", "option 'record' is a string, or a list of them",
  "record:1:1: error: unknown name 'VV'", "noise is kept of whole spaces, not of a point"
}, "lua look.lua")
kit.same(kit.read(lab.home .. "/lua/product.point.9.csv"):match("\n([^\n]+)\n$"), product[10], "a script's row")
kit.check(kit.read(lab.home .. "/lua/product.point.9.W.csv"), "a script's recording")

-- ---- a picture ------------------------------------------------------------------------------

if kit.run("command -v gnuplot") ~= "" then
  run("product --point 3 --record V --plot")
  kit.check((kit.read(lab.home .. "/out/product.point.3.png") or ""):match("^\137PNG"), "the picture of a row")
else
  kit.skip("the picture of a row", "gnuplot is not installed")
end

kit.finish()
