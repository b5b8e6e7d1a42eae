-- maps.lua -- models that say the next state, against the same steps taken here.
--
--   lua5.4 tests/maps.lua out/massc
--
-- x+ = r*x*(1 - x) is three operations, so Lua has its bits: in double as it stands, in single with each
-- result rounded (a product of two floats is exact in double, and so is 1 - x where x lies in [2^-24, 1]).
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local arrays = require "arrays"
local tables = require "tables"
local lab = require "lab" (arg[1])
kit.uses("tests/maps.lua")
kit.uses("tests/arrays.lua")

local function column(file, name) return tables.column(tables.read(kit.read(lab.home .. "/out/" .. file) or ""), name) end

local function same(title, got, want, tolerance)
  local wrong = #got ~= #want and ("%d numbers, not %d"):format(#got, #want)
  for i, x in ipairs(want) do
    if not wrong and not (got[i] == x or math.abs(got[i] - x) <= (tolerance or 0)*math.max(1, math.abs(x))) then
      wrong = ("number %d: %.17g, not %.17g"):format(i, got[i], x)
    end
  end
  kit.check(not wrong, lab.engine .. ": " .. title, wrong)
end

local function exact(x) return x end
local function float(x) return (string.unpack("<f", string.pack("<f", x))) end

-- ---- the logistic map, to the bit -------------------------------------------------------

local logistic = [[
%s
model Logistic "May (1976)"
  state x = 0.2
  param r = 4
  x+ = r*x*(1 - x)
end
simulate map with steps = 60, transient = %d
record x %s
explore e
  r = [%s]
end
]]

local rates = {}
for i = 0, 28 do rates[i + 1] = ("%.2f"):format(2.6 + i*0.05) end

local function text_of(precision, transient, record)
  return logistic:format(precision, transient, record, table.concat(rates, ", "))
end

local function orbit(r, steps, round, x)
  local list = {}
  r, x = round(r), round(x or 0.2)
  for n = 1, steps do
    x = round(round(r*x)*round(1 - x))
    list[n] = x
  end
  return list
end

local function logistics(transient, first, every, round)
  local want = {}
  for _, r in ipairs(rates) do
    local list = orbit(tonumber(r), 60 + transient, round)
    for n = first, 60, every do want[#want + 1] = list[transient + n] end
  end
  return want
end

for _, engine in ipairs { "tcc", "gcc", "clang" } do
  lab.engine = engine
  if engine == "tcc" or kit.has(engine) then
    lab.run(text_of("", 0, ""))
    same("the logistic map", column("e.x.csv", "x"), logistics(0, 1, 1, exact))
    lab.run(text_of("", 17, "every 7 from 10"))
    same("behind a transient, every 7 from 10", column("e.x.csv", "x"), logistics(17, 14, 7, exact))
    lab.run(text_of("precision single", 0, ""), "--threads 2")
    local got = column("e.x.csv", "x")          -- the shortest decimals that read back as floats
    for i, x in ipairs(got) do got[i] = float(x) end
    same("in single precision", got, logistics(0, 1, 1, float))
  end
end
lab.engine = "tcc"
lab.run(text_of("", 17, "every 7 from 10"))
local times = {}
for _ = 1, 29 do for n = 14, 60, 7 do times[#times + 1] = n end end
same("its times are steps", column("e.x.csv", "time"), times)

-- ---- what is observed --------------------------------------------------------------------

local seen = "model Sums\n  state x = 0\n  state y = 1\n  x+ = x + y\n  y+ = x\nend\n"
             .. "simulate map with steps = 12\n%s\nexplore e\nend\n"
-- x is 1 1 2 3 5 8 13 ...: both sides are those before the step
lab.gives("both states of before", seen:format("observe f = last(x)"), "f", { 144 })
lab.gives("at one step", seen:format("observe f = x at 7"), "f", { 13 })
lab.gives("of a part of them", seen:format("observe f = sum(x) from 3 to 6"), "f", { 3 + 5 + 8 })
lab.gives("of each third", seen:format("observe f = sum(x) every 3"), "f", { 2 + 8 + 34 + 144 })
lab.gives("the first", seen:format("observe f = first(x)"), "f", { 1 })
lab.gives("no bound on their number", ("model M\n  state x = 0\n  x+ = x + 1\nend\nsimulate map with steps = 100000\nobserve f = last(x)\n"
          .. "observe m = mean(x)\nexplore e\nend\n"), "m", { 50000.5 })
lab.gives("steps of an option", seen:format("observe f = last(x)"), "f", { 13 }, "--set simulate.steps=7")
lab.gives("a transient of an option", seen:format("observe f = first(x)"), "f", { 8 }, "--set simulate.transient=5")

-- t counts steps: it is 0 at the first one behind the transient.
local clock = "model Clock\n  state x = 0\n  x+ = x + t\nend\nsimulate map with steps = 10%s\nobserve f = last(x)\nexplore e\nend\n"
lab.gives("the time", clock:format(""), "f", { 45 })
lab.gives("the time within a transient", clock:format(", transient = 4"), "f", { 45 - 1 - 2 - 3 - 4 })
lab.gives("a pulse in steps", ("model M\n  state x = 0\n  x+ = x + pulse(t, 3, 4)\nend\nsimulate map with steps = 10\nobserve f = last(x)\n"
          .. "observe g = x at 4\nexplore e\nend\n"), "f", { 4 })
lab.gives("swept and set values", "model M\n  state x = 0\n  param a = 1\n  x+ = a*x + 1\nend\nsimulate map with steps = 3\nobserve f = last(x)\n"
          .. "explore e\n  a = [1, 2]\n  initial.x = [0, 1]\nend\n", "f", { 3, 4, 7, 15 })

-- ---- bounds, units, noise, couplings, a stimulus -------------------------------------------

local bounds = "model M\n  state x = %s\n  x+ = %s\nend\nsimulate map with steps = 5\nobserve f = last(x)\nobserve g = first(x)\nexplore e\nend\n"
lab.gives("clamped behind the step", bounds:format("7 clamp [0, 4]", "x + 1"), "g", { 4 })
lab.gives("and not before it", bounds:format("7 clamp [0, 4]", "x - 4"), "g", { 3 })
lab.gives("clamped before it, too", bounds:format("7 clamp [0, 4] per stage", "x - 4"), "g", { 0 })
lab.gives("wrapped", bounds:format("0.75 wrap [0, 1]", "x + 0.5"), "f", { 0.25 })
lab.gives("what is not finite", "model M\n  state x = 10\n  x+ = x^2\nend\nsimulate map with steps = 20\nobserve f = last(x)\nexplore e\n"
          .. "  initial.x = [1, 10, 0.5]\nend\n", "status", { 0, 9, 0 })
lab.gives("units", "units strict\nmodel M\n  state V = 2 [V]\n  param b = 500 [mV]\n  V+ = V/2 + b\nend\nsimulate map with steps = 2\n"
          .. "observe f = last(V)\nexplore e\nend\n", "f", { 1.25 })

local z = { 0.5, -1.25, 2, 0.75 }
arrays.npy(lab.home .. "/z.npy", { 4, 1, 1 }, z)
local noisy = "model M\n  state x = 1\n  x+ = x/2\nend\nnetwork\n  noise additive with sigma = 0.25, draws = \"z.npy\"\nend\n"
              .. "simulate map with steps = 4\nrecord x\nexplore e\nend\n"
local want, x = {}, 1
for n = 1, 4 do
  x = x/2 + 0.25*z[n]
  want[n] = x
end
lab.run(noisy)
same("noise is added behind the map", column("e.x.csv", "x"), want)

-- Three maps that pull at each other, c the weighted sum of differences before the step.
local lattice = [==[
coupling Pull
  from x
  pre = x_j - x_i
  post = 0.125*sum
end
model Lattice
  state x = [0.25, 0.5, 0.875] clamp [0, 1]
  input c from x
  x+ = 3*x*(1 - x) + c
end
network
  graph weights = [[0, 1, 0.5], [2, 0, 0], [0, 1, 0]]
  coupling c = Pull(x)
  stimulus on x = 0.0625*pulse(t, 2, 3) at nodes 0, 2
end
simulate map with steps = 12, coupling = %s
record x
explore e
end
]==]
local w, s = { { 0, 1, 0.5 }, { 2, 0, 0 }, { 0, 1, 0 } }, { 0.25, 0.5, 0.875 }
want = {}
for n = 0, 11 do
  local next_ = {}
  for i = 1, 3 do
    local sum = 0
    for j = 1, 3 do sum = sum + w[i][j]*(s[j] - s[i]) end
    local push = n >= 2 and n < 5 and i ~= 2 and 0.0625 or 0
    next_[i] = math.min(math.max(3*s[i]*(1 - s[i]) + 0.125*sum + push, 0), 1)
    want[#want + 1] = next_[i]
  end
  s = next_
end
for _, mode in ipairs { "per_stage", "frozen" } do
  lab.run(lattice:format(mode))
  same("a lattice of maps, coupling " .. mode, column("e.x.csv", "x"), want, 1e-12)
end

-- A ring of modes, each drawn to the one before it.
lab.run("model Ring\n  modes 4\n  state x = [-0.25, 0.25, 0.5, 0.625] clamp [0, 1] per stage\n  param r = [3.5, 3.25, 3.75, 4]\n"
        .. "  x+ = 0.875*r*x*(1 - x) + 0.125*x[i-1]\nend\nsimulate map with steps = 9\nrecord x\nexplore e\nend\n")
local r
s, r, want = { 0, 0.25, 0.5, 0.625 }, { 3.5, 3.25, 3.75, 4 }, {}
for _ = 1, 9 do
  local next_ = {}
  for m = 1, 4 do
    next_[m] = math.min(math.max(0.875*r[m]*s[m]*(1 - s[m]) + 0.125*s[(m - 2) % 4 + 1], 0), 1)
    want[#want + 1] = next_[m]
  end
  s = next_
end
same("a ring of modes", column("e.x.csv", "x"), want, 1e-12)

-- ---- the same bytes everywhere -------------------------------------------------------------

local henon = "model Henon\n  state x = 0.1 ~ Uniform(0, 0.2)\n  state y = 0.1\n  param a = 1.4\n  x+ = 1 - a*x^2 + y\n  y+ = 0.3*x\nend\n"
              .. "network\n  noise additive on y with sigma = 1e-3, key = 4\nend\nsimulate map with steps = 300, transient = 20\n"
              .. "record x, y every 10\nobserve m = mean(x)\nobserve s = std(y)\nexplore e key 3\n  a = grid(1, 1.4, 37)\n  trials 2\nend\n"
local first
for _, engine in ipairs { "tcc", "gcc", "clang" } do
  lab.engine = engine
  for _, options in ipairs { "--threads 1", "--threads 2" } do
    if engine == "tcc" or kit.has(engine) then
      local _, output, code = lab.run(henon, options)
      local all = lab.csv() .. (kit.read(lab.home .. "/out/e.results.csv") or "")
      first = first or all
      kit.check(code == 0 and #all > 1000 and all == first, ("%s %s: the same bytes"):format(engine, options), output)
    end
  end
end
lab.engine = "tcc"
lab.run(henon, "--point 7")
local row = tables.read(kit.read(lab.home .. "/out/e.point.7.csv") or "")[1] or {}
local all = tables.read(first:match("^(.-\n)a,trial,time") or first)[8] or {}
kit.check(row.m and row.m == all.m and row.s == all.s, "one row of it", (row.m or "none") .. " " .. (all.m or "none"))

-- ---- steps of other schemes, and what is said -------------------------------------------------

local flow = "model M\n  state x = 1\n  x' = -x/10\nend\nsimulate heun with dt = 0.1 ms, %s\nobserve f = last(x)\nobserve g = sum(x)\nexplore e\nend\n"
lab.run(flow:format("duration = 70 ms"))
local by_duration = lab.csv()
lab.run(flow:format("steps = 700"))
kit.same(lab.csv(), by_duration, "steps are as long as dt says")
lab.run(flow:format("steps = 3"), "--set simulate.duration='70 ms'")
kit.same(lab.csv(), by_duration, "a duration of an option has the last word")
lab.run(flow:format("duration = 3 ms"), "--set simulate.steps=700")
kit.same(lab.csv(), by_duration, "and so have steps")

lab.write(text_of("", 17, "every 7 from 10"))
lab.says("the log", 0, { "map, 60 steps, transient 17, 1 node", "x: 7 samples every 7 steps from 14 steps" }, "run model.mass --engine tcc --out said")
lab.says("massc show", 0, { "x+ = r·x·(1 − x)" }, "show model.mass")
lab.says("massc show --json", 0, { '"name": "x", "kind": "next", "text": "r*x*(1 - x)"' }, "show --json model.mass")
lab.says("a time step of an option", 1, { "a map has no 'dt'; its time counts steps" }, "run model.mass --set dt=2")
lab.says("an axis of time steps", 1, { "a map has no 'simulate.dt'; its time counts steps" }, "run model.mass --axis 'simulate.dt=[1,2]'")
lab.says("a duration of an option", 1, { "a map has no 'duration'; its time counts steps: simulate map with steps = 1000" },
         "run model.mass --set simulate.duration=5")
lab.says("the run again", 0, {}, "run --from out/e.nc --quiet --out again")
kit.same(kit.read(lab.home .. "/again/e.csv"), kit.read(lab.home .. "/out/e.csv"), "the same bytes again")
if kit.has("ncdump") then
  local head = kit.run("ncdump -h " .. lab.home .. "/said/e.nc")
  kit.check(head:find('time:units = "steps"', 1, true) and not head:find("simulate.dt", 1, true), "the time in NetCDF", head)
end
kit.finish()
