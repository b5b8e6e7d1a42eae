-- observers.lua -- small models that observations drive, against arithmetic of their own.
--
--   lua5.4 tests/observers.lua out/massc
--
-- The library is held against tests/reference/observers.txt, from an independent program. Each scheme is held against its
-- formulas, written here, driven by what the network recorded.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check, home = kit.check, lab.home
kit.uses("tests/observers.lua")

local function series(name, folder)
  local list = {}
  for _, row in ipairs(tables.read(kit.read(("%s/%s/e.%s.csv"):format(home, folder or "out", name)) or "")) do
    list[#list + 1] = tonumber(row[name])
  end
  return list
end

-- Greatest difference over the size of what is wanted.
local function apart(got, want)
  if #got ~= #want then return math.huge end
  local most = 0
  for i, x in ipairs(want) do most = math.max(most, math.abs(got[i] - x)/math.max(1, math.abs(x))) end
  return most
end

local function close(got, want, tolerance, title)
  local by = apart(got, want)
  check(by <= tolerance and #want > 0, title, ("%d of %d numbers, %g apart"):format(#got, #want, by))
end

-- ---- the library ---------------------------------------------------------------------------

local reference = {}
for name, value in kit.read(kit.uses("tests/reference/observers.txt")):gmatch("(%w+) %d+ (%S+)\n") do
  reference[name] = reference[name] or {}
  table.insert(reference[name], tonumber(value))
end

local oscillator = [[
model Swing
  state a = 0
  state b = 1
  param w = 2*pi/10 [1/s]
  a' = w*b
  b' = -w*a
end
]]
local text = oscillator .. "simulate rk4 with dt = 5 ms, duration = 20 s\n"
for name in pairs(reference) do text = text .. ("observe %s_of = %s(0.5 + 0.3*a) every 1 s\n"):format(name, name) end
local _, said, code = lab.run(text .. "explore e\nend\n")
check(code == 0, "the library runs", said)
for _, name in ipairs { "BalloonWindkessel", "BalloonWindkesselLinear", "FirstOrderVolterra", "LowPass" } do
  close(series(name .. "_of"), reference[name] or {}, 2e-6, name)
end
for _, name in ipairs { "BandPass", "Envelope" } do
  kit.uses("models/observers/" .. name .. ".mass")
end
-- Of a sine at its centre a band-pass makes that sine, and the envelope is its amplitude.
lab.run(oscillator .. [[
simulate rk4 with dt = 5 ms, duration = 100 s
observe band = BandPass(3*a) with f = 0.1 [Hz] every 1 s from 80 s
observe here = 3*a every 1 s from 80 s
observe size = mean(Envelope(3*a)) with tau = 3 [s], tau_mean = 200 [s] from 60 s
explore e
end
]])
close(series("band"), series("here"), 1e-4, "BandPass passes its centre")
local size = tonumber((tables.read(lab.csv())[1] or {}).size)
check(size and math.abs(size - 3) < 0.1, "Envelope of a sine", size)

-- ---- schemes --------------------------------------------------------------------------------

local two = [[
observer Two "of two inputs, a function and a derived quantity"
  from x, u
  param k = 0.3
  state y = 0.05
  state z = 0
  f(q) = q*k
  drive = f(x) + u
  y' = (drive - y)/(2 [ms]) + z/(1 [ms])
  z' = (x - z*y)/(3 [ms])
  out = y + x*z
end
observer Low
  from x
  param tau = 10 [ms]
  param start = 0.05
  state y = start
  y' = (x - y)/tau
  out = y
end
]]
local net = [=[
use ReducedWongWang
network
  nodes 2
  graph    weights = [[0, 1], [0.5, 0]]
  coupling instant = Linear(S) with G = 0.2
  noise    additive with sigma = 1e-3
end
]=]

local function plus(y, s, k)
  local out = {}
  for i, x in ipairs(y) do out[i] = x + s*k[i] end
  return out
end
local function line(a, b, part)
  local out = {}
  for i, x in ipairs(a) do out[i] = x + part*(b[i] - x) end
  return out
end
local h = 0.1
local schemes = {
  euler = function(f, y) return plus(y, h, f(y, 0)) end,
  midpoint = function(f, y) return plus(y, h, f(plus(y, h/2, f(y, 0)), 0.5)) end,
  heun = function(f, y)
    local k1 = f(y, 0)
    local k2 = f(plus(y, h, k1), 1)
    return plus(plus(y, h/2, k1), h/2, k2)
  end,
  rk4 = function(f, y)
    local k1 = f(y, 0)
    local k2 = f(plus(y, h/2, k1), 0.5)
    local k3 = f(plus(y, h/2, k2), 0.5)
    local k4 = f(plus(y, h, k3), 1)
    return plus(plus(plus(plus(y, h/6, k1), h/3, k2), h/3, k3), h/6, k4)
  end,
}
-- drives[0..steps], each a list; what is shown behind each step.
local function follow(scheme, drives, y, slope, shown)
  local out = {}
  for n = 1, #drives do
    y = schemes[scheme](function(at, part) return slope(at, line(drives[n - 1], drives[n], part)) end, y)
    out[n] = shown(y, drives[n])
  end
  return out
end
local function two_slope(y, x) return { (0.3*x[1] + x[2] - y[1])/2 + y[2], (x[1] - y[2]*y[1])/3 } end
local function two_shown(y, x) return y[1] + x[1]*y[2] end
local function low(tau) return function(y, x) return { (x[1] - y[1])/tau } end end
local function first(y) return y[1] end

local lines = [[
record S
observe c = instant
observe two = Two(S, instant)
observe low = Low(S) with tau = 5 [ms]
observe low_low = Low(Low(S))
observe one = 1 + 2*Low(mean(S over node)) with y = 0.3
]]
for scheme in pairs(schemes) do
  local text = two .. net .. ("simulate %s with dt = 0.1 ms, duration = 8 ms\n"):format(scheme) .. lines .. "explore e\nend\n"
  local _, said, code = lab.run(text, "--format csv")
  check(code == 0, scheme .. " runs", said)
  local S, c, got = series("S"), series("c"), { two = series("two"), low = series("low"), low_low = series("low_low"), one = series("one") }
  local want = { two = {}, low = {}, low_low = {}, one = {} }
  local means = { [0] = { 0.1 } }
  for node = 1, 2 do
    local both, inner = { [0] = { 0.1, node == 1 and 0.2*0.1 or 0.2*0.5*0.1 } }, { [0] = { 0.05 } }
    for n = 1, #S//2 do
      both[n] = { S[2*n - 2 + node], c[2*n - 2 + node] }
      means[n] = { (S[2*n - 1] + S[2*n])/2 }
    end
    local function put(name, list)
      for n, x in ipairs(list) do want[name][2*n - 2 + node] = x end
      return list
    end
    put("two", follow(scheme, both, { 0.05, 0 }, two_slope, two_shown))
    put("low", follow(scheme, both, { 0.05 }, low(5), first))
    for n, x in ipairs(follow(scheme, both, { 0.05 }, low(10), first)) do inner[n] = { x } end
    put("low_low", follow(scheme, inner, { 0.05 }, low(10), first))
  end
  want.one = follow(scheme, means, { 0.3 }, low(10), function(y) return 1 + 2*y[1] end)
  for name, list in pairs(want) do close(got[name], list, 1e-14, scheme .. ": " .. name) end
end

-- What is delayed, and modes: a sum over modes may be taken before or behind what is linear.
lab.run(two .. net:gsub("  coupling[^\n]*\n", "  graph lengths = 20*(ones - eye) with speed = 10\n  coupling delayed = delayed Linear(S) with G = 0.2\n") ..
        "simulate heun with dt = 0.1 ms, duration = 8 ms\nobserve late = delayed\nobserve low = Low(delayed)\nexplore e\nend\n", "--format csv")
do
  local late, want = series("late"), {}
  for node = 1, 2 do
    local drives = { [0] = { node == 1 and 0.2*0.1 or 0.2*0.5*0.1 } }
    for n = 1, #late//2 do drives[n] = { late[2*n - 2 + node] } end
    for n, x in ipairs(follow("heun", drives, { 0.05 }, low(10), first)) do want[2*n - 2 + node] = x end
  end
  close(series("low"), want, 1e-14, "of a delayed input")
end
local moded = lab.run([[
model L
  modes 3
  state x = [1, 2, 3]
  param k = [1, 2, 3]
  x' = -k*x
end
network
  nodes 2
  dynamics L
end
simulate euler with dt = 0.1 ms, duration = 2 ms
observe low = LowPass(x)
observe behind = mean(dot(low, k))
observe before = mean(LowPass(dot(x, k)))
observe ends = last(low)
explore e
end
]])
close({ tonumber(moded[1].behind) }, { tonumber(moded[1].before) }, 1e-14, "of modes")
do
  local want = {}
  for mode = 1, 3 do
    local x, y = mode, 0
    for _ = 1, 20 do x, y = x - 0.1*mode*x, y + 0.1*(x - y)/10 end
    want[mode], want[mode + 3] = y, y
  end
  close(tables.numbers(moded[1].ends), want, 1e-14, "each mode of each node")
end

-- ---- states of the model ---------------------------------------------------------------------

-- Driven by what does not move they are the arithmetic of states of the model, to the bit; so they are for every scheme.
for _, scheme in ipairs { "euler", "heun", "midpoint", "rk4", "exponential" } do
  lab.run(([[
model M
  state x = 0.7
  state y = 0.1
  state z = 0
  param k = 0.3
  x' = 0
  y' = (sin(x) - y)/(3 [ms]) + k*z/(1 [ms])
  z' = (x - z*y)/(2 [ms])
end
observer Beside
  from x
  param k = 0.3
  state y = 0.1
  state z = 0
  y' = (sin(x) - y)/(3 [ms]) + k*z/(1 [ms])
  z' = (x - z*y)/(2 [ms])
  out = y + z
end
simulate %s with dt = 0.1 ms, duration = 5 ms, transient = 2 ms
observe within = y + z
observe beside = Beside(x)
explore e
  k = [0.3, 0.4]
  observer.beside.k = [0.3, 0.4]
end
]]):format(scheme):gsub("explore e\n  k", "explore e zip\n  dynamics.k"), "--format csv")
  kit.same(#series("beside"), 100, scheme .. ": samples")
  kit.same(table.concat(series("beside"), " "), table.concat(series("within"), " "), scheme .. ": the bits of states of the model")
end

-- ---- uses --------------------------------------------------------------------------------------

local uses = two .. net .. [[
simulate heun with dt = 0.1 ms, duration = 8 ms, transient = 3 ms
record S every 1 ms
observe slow = Low(S) every 1 ms from 2 ms
observe quick = Low(S) with tau = 2 [ms] every 1 ms
observe apart = quick - slow every 2 ms
observe mean_slow = mean(slow)
observe mean_low = mean(Low(S))
observe last_low = last(Low(S))
observe sums = Low(S) + Low(H/100) with tau = 3 [ms]
observe swing = max(Two(S, instant)) - min(Two(S, instant))
explore e
  observer.mean_low.tau = [5, 10, 20]
  noise.sigma = [0, 1e-3]
end
]]
kit.run(("rm -rf %s/out"):format(home))
local rows = lab.run(uses, "--format csv")
kit.same(#rows, 6, "rows of an axis on a parameter")
kit.same(#series("sums")/6/2, 80.0, "samples of a line of two")
check(rows[1].mean_low ~= rows[3].mean_low and rows[1].mean_slow == rows[3].mean_slow,
      "the axis moves its own observer alone", kit.read(home .. "/out/e.csv"))
kit.run(("rm -rf %s/kept; cp -r %s/out %s/kept"):format(home, home, home))

local function same_files(title, folder, skip)
  local compared = 0
  for name in kit.left_in(home .. "/kept"):gmatch("%./(e%S*%.csv)") do
    kit.same(kit.read(("%s/%s/%s"):format(home, folder or "out", name)), kit.read(("%s/kept/%s"):format(home, name)), title .. ": " .. name)
    compared = compared + 1
  end
  kit.same(compared, 4, title .. ": files")
end
for _, options in ipairs { "--engine gcc", "--engine clang", "--engine gcc --lanes 1", "--lanes 2 --threads 2", "--lanes 8", "--engine clang --lanes 4 --threads 3",
                           "--data all" } do
  local engine = options:match("%-%-engine (%w+)")
  if not engine or kit.has(engine) then
    lab.run(uses, "--format csv " .. options)
    same_files(options)
  end
end
lab.run(uses, "--format csv --real f32")
local single, double = {}, {}
for i, row in ipairs(tables.read(lab.csv())) do              -- its noise has other normals
  if i % 2 == 1 then
    single[#single + 1] = tonumber(row.mean_low)
    double[#double + 1] = tonumber(rows[i].mean_low)
  end
end
close(single, double, 1e-6, "single precision")

-- Pieces of the rows, joined.
kit.run(("rm -rf %s/pieces"):format(home))
lab.write(uses)
for i = 0, 2 do lab.call(("run model.mass e --quiet --engine tcc --shard %d/3 --out pieces"):format(i)) end
local merged, code = lab.call("merge pieces --quiet")
check(code == 0, "pieces are merged", merged)
same_files("shards", "pieces")

-- A row alone; what the command line sets and records.
lab.run(uses, "--format csv --point 3")
kit.same((tables.read(kit.read(home .. "/out/e.point.3.csv") or "")[1] or {}).mean_low, rows[4].mean_low, "one point")
local set = lab.run(uses:gsub("  observer.mean_low.tau[^\n]*\n", ""), "--format csv --set observer.mean_low.tau=5 --set observer.slow.initial.y=0.2 --record 'quick every 2 ms'")
kit.same(set[1].mean_low, rows[1].mean_low, "--set of a parameter")
check(set[1].mean_slow ~= rows[1].mean_slow, "--set of an initial value")
kit.same(#series("quick"), 2*4*2, "--record of one")

-- A chain of points: the state is kept from one to the next.
local still = [[
model Still
  state x = 1
  param place = 1
  x' = 0*place
end
observer Low
  from x
  param tau = 4 [ms]
  state y = 0
  y' = (x - y)/tau
  out = y
end
simulate euler with dt = 0.5 ms, duration = 2 ms
observe there = last(Low(x))
explore e
  place = [1, 2, 3]
%send
]]
local chain = { 1 - 0.875^4, 1 - 0.875^8, 1 - 0.875^12 }
for _, options in ipairs { "", "--engine gcc", "--lanes 4" } do
  lab.gives("a chain " .. options, still:format("  carry along place\n"), "there", chain, options)
  lab.gives("settled " .. options, "settle 2 ms\n" .. still:format(""), "there", { chain[2], chain[2], chain[2] }, options)
end
lab.write(still:format("  carry along place\n"))
local built, code = lab.call("build model.mass -o built")
if check(code == 0, "a built program", built) then
  kit.run(("cd %s && ./built --out b --quiet"):format(home))
  lab.call("run model.mass --out w --quiet --engine gcc")
  kit.same(kit.read(home .. "/b/e.csv"), kit.read(home .. "/w/e.csv"), "a built program: the same")
end

-- In an exploration's block, a name for it alone.
local own = lab.run(two .. net .. [[
simulate heun with dt = 0.1 ms, duration = 4 ms
explore e
  observe one = mean(Low(S)) with tau = 5
  observer.one.tau = [5, 10]
end
explore f
  observe one = last(Low(H)) with tau = 7
end
]])
kit.same(#own, 2, "of one exploration")

-- Values of nodes, where what drives it has none.
local places = lab.run(two .. net .. [[
simulate heun with dt = 0.1 ms, duration = 4 ms
observe nodes = last(Low(mean(S over node))) with tau = [5, 10]
observe five = last(Low(mean(S over node))) with tau = 5
observe ten = last(Low(mean(S over node))) with tau = 10
explore e
end
]])
kit.same(table.concat(tables.numbers(places[1].nodes), " "), table.concat({ tonumber(places[1].five), tonumber(places[1].ten) }, " "), "a parameter of nodes")

-- ---- misuse ------------------------------------------------------------------------------------

local function wrong(title, line, words, where)
  lab.write((where or "") .. two .. net .. "simulate heun with dt = 0.1 ms, duration = 4 ms\n" .. line .. "\n")
  lab.says(title, 1, words, "check model.mass")
end
local block = "observer X\n  from x\n  state y = 0\n  y' = x\n  out = y\nend\n"
for _, case in ipairs {
  { "an unknown one", "observe m = Loww(S)", { "unknown function 'Loww'; did you mean 'Low'?" } },
  { "one of the library", "observe m = LowPas(S)", { "unknown function 'LowPas'; did you mean 'LowPass'?" } },
  { "too many", "observe m = Low(S, H)", { "Low takes 1 expression, got 2: Low(x)" } },
  { "too few", "observe m = Two(S)", { "Two takes 2 expressions, got 1: Two(x, u)" } },
  { "what stands still", "observe m = mean(Low(w))", { "'w' does not vary over time; Low is driven by what does" } },
  { "what is known at the end", "observe m = Low(mean(S))", { "'mean(S)' is known at the end of a run, and Low is driven while it goes on" } },
  { "what all trials make", "observe m = Low(mean(S over trial))", { "'mean(S over trial)' is made of all trials; an observer looks at one run" } },
  { "a parameter it has not", "observe m = Low(S) with taau = 3", { "no observer of 'm' has a parameter or state 'taau'; did you mean 'tau'?" } },
  { "settings of none", "observe m = S with tau = 3", { "'with' gives observers their parameters, and 'm' uses none" } },
  { "two of a name in a line", "observe m = Low(S) - Two(S, H)", { "two observers of 'm' have a 'y'; give one of them a line of its own: observe NAME = Two(S, H)" } },
  { "off the grid", "observe m = Low(S) every 0.15 ms", { "every 0.15 ms is no whole number of steps of 0.1 ms" } },
  { "its name alone", "observe m = mean(Low)", { "'Low' is an observer, which is called in an observation: observe NAME = Low(...)" } },
  { "in an equation", "model Q\n  state x = 0\n  x' = Low(x)\nend", { "'Low' is an observer, which is called in an observation" } },
  { "as many values as nodes", "observe m = Low(S) with tau = [1, 2, 3]", { "observer.m.tau has 3 values, the network 2 nodes" } },
  { "no out", block:gsub("  out[^\n]*\n", ""), { "observer 'X' does not say what it shows; write: out = y" } },
  { "no from", block:gsub("  from x\n", ""):gsub("= x", "= -y"), { "observer 'X' looks at nothing; write: from x" } },
  { "no state", block:gsub("  state[^\n]*\n  y'[^\n]*\n", ""):gsub("= y", "= x"), { "observer 'X' has no state; declare one: state y = 0" } },
  { "a constant", block:gsub("out = y", "out = 3"), { "'out' reads neither a state nor what drives observer 'X'" } },
  { "a map", block:gsub("y'", "y+"), { "y+ = ... does not belong in an observer; it goes into a model" } },
  { "an input", block:gsub("from", "input"), { "'input' does not belong in an observer; it goes into a model" } },
  { "a past", block:gsub("= x", "= x - y(t - 3)"), { "an observer keeps no past; let a state follow 'y': z' = (y - z)/tau" } },
  { "a drawn start", block:gsub("= 0", "= 0 ~ Uniform(0, 1)"), { "the states of an observer begin where they are said, not where trials draw them" } },
  { "the name of a reduction", block:gsub("X", "mean"), { "'mean' is a reduction; choose another name" } },
  { "twice", block .. block, { "'X' is defined twice", "the first one is here" } },
  { "a unit of what a coupling reads", "coupling C\n  from x [mV]\n  pre = x_j\n  post = sum\nend", { "what a coupling reads is in the unit of the state it stands for; leave [mV] out" } },
} do wrong(case[1], case[2], case[3]) end
lab.write("use RulkovMap\nuse LowPass\nsimulate map with steps = 10\nobserve m = LowPass(x)\n")
lab.says("of a map", 1, { "'LowPass' is an observer, whose states have rates, and RulkovMap is a map; give the map a state that does it" }, "check model.mass")

-- ---- looking ------------------------------------------------------------------------------------

lab.says("listed", 0, { "observers\n", "  LowPass  " }, "list observers")
lab.says("shown", 0, { "observer LowPass -- ", "from\n  x\n", "parameters\n  tau  10  ms\n" }, "show LowPass")
lab.says("shown to programs", 0, { '"kind": "observer"' }, "show LowPass --json")
lab.write(uses)
lab.says("dumped", 0, { "observer Low\n  state y = start\n  from x\n", "observer.quick.tau = 2 [ms]", "observer.quick.initial.y = start = 0.05" }, "run model.mass --dump model")
lab.says("what is there to set", 1, { "did you mean 'observer.quick.tau'?" }, "run model.mass --set observer.quick.tauu=3")

kit.finish()
