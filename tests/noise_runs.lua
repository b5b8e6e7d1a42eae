-- noise_runs.lua -- runs with several terms of noise: streams, files, axes, engines.
--
--   lua5.4 tests/noise_runs.lua out/massc
--
-- Each term has a stream and a file of its own; how a run is cut, by whom it is compiled and from where
-- its numbers come changes no byte. What terms do is held in noise_terms.lua and noise_laws.lua.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local arrays = require "arrays"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check, run, home = kit.check, lab.run, lab.home
kit.uses("tests/noise_runs.lua")

local frame = [=[
%s
model M
  state x = 0.4
  state y = 0.1
  param k = 0.7
  x' = -x + y/2
  y' = x - k*y
end
network
  nodes 3
  noise additive on x with sigma = 0.1, key = 5
  noise slow = additive on y, x with sigma = 0.2, tau = 2 ms, key = 6
  noise m = multiplicative on y with sigma = 0.3, state_correlation = [[1]]
  noise g on x = s*sqrt(1 + x^2) with s = 0.2, node_correlation = [[1, 0.4, 0], [0.4, 1, -0.2], [0, -0.2, 1]]
end
simulate heun with dt = 0.1 ms, duration = 20 ms, transient = 3 ms
observe mean_x = mean(x)
observe end_x = last(x)
observe var_y = var(y over time)
explore e
%s
end
]=]
local function model(axes, head) return frame:format(head or "", axes) end

local sweeps = {
  { "strengths", "  noise.sigma = [0, 0.1, 0.3]\n  noise.slow.sigma = [0.1, 0.2]" },
  { "time constants", "  noise.slow.tau = [0.5 ms, 2 ms, 9 ms]\n  noise.m.state_scaling = [0, 1]" },
  { "a key of one term", "  noise.slow.key = split(3, 3)\n  noise.g.s = [0.1, 0.2]" },
  { "keys of all terms", "  group g\n    noise.key = [1, 2, 3]\n    noise.slow.key = [4, 5, 6]\n    noise.m.key = [7, 8, 9]\n    noise.g.key = [10, 11, 12]\n  end" },
  { "values of nodes", "  noise.slow.sigma ~ Uniform(0, 1) n 3 per node\n  noise.g.s ~ Uniform(0, 1) n 2 per node" },
  { "trials", "  k = [0.5, 1]\n  trials 3" },
  { "trials and a key", "  noise.m.key = [1, 2]\n  trials 2" },
  { "time steps", "  simulate.dt = [0.1, 0.05, 0.2]\n  noise.slow.tau = [1, 3]" },
}

local engines = { "tcc" }
for _, engine in ipairs { "gcc", "clang" } do
  if kit.has(engine) then engines[#engines + 1] = engine else kit.skip("engine " .. engine, "not installed") end
end

local names = { "z.npy", "z.slow.npy", "z.m.npy", "z.g.npy" }
local function kept()
  local out = {}
  for i, name in ipairs(names) do out[i] = kit.read(home .. "/" .. name) or "" end
  return table.concat(out)
end

-- ---- however it is run -------------------------------------------------------------------------

for _, sweep in ipairs(sweeps) do
  local name, axes = table.unpack(sweep)
  local text = model(axes)
  lab.engine = "tcc"
  local rows, output, code = run(text, "--save-noise z.npy")
  local drawn, saved = lab.csv(), kept()
  check(code == 0 and #rows > 1, name .. ": it runs", output)
  for i = 2, #rows do
    if rows[i].end_x == rows[1].end_x then check(false, name .. ": rows differ", lab.csv()) break end
  end
  for _, options in ipairs { "--lanes 1 --threads 1", "--lanes 2 --threads 2", "--lanes 16 --threads 1" } do
    _, output = run(text, options)
    check(lab.csv() == drawn, ("%s: %s"):format(name, options), output)
  end
  for _, engine in ipairs(engines) do
    lab.engine = engine
    _, output = run(text)
    check(lab.csv() == drawn, ("%s: %s"):format(name, engine), output)
    _, output = run(text, "--load-noise z.npy --save-noise z.npy")
    check(lab.csv() == drawn and kept() == saved, ("%s: given what was drawn, %s"):format(name, engine), output)
  end
  lab.engine = "tcc"
  run(text)
  lab.call(("run model.mass e --point %d --engine tcc --quiet --out point"):format(#rows - 1))
  local one = kit.read(("%s/point/e.point.%d.csv"):format(home, #rows - 1)) or ""
  check(drawn:match("([^\n]+)\n$") == one:match("([^\n]+)\n$"), name .. ": one row alone", one)
end

-- ---- made again --------------------------------------------------------------------------------

lab.engine = "tcc"
run(model(sweeps[4][2]), "--save-noise z.npy")
local drawn = lab.csv()
lab.says("a result runs again", 0, {}, "run --from out/e.nc --engine tcc --quiet --out again")
check(kit.read(home .. "/again/e.csv") == drawn, "a result runs again: the same bytes")
run(model(sweeps[1][2]), "--save-noise z.npy")
run(model(sweeps[1][2]), "--load-noise z.npy")
drawn = lab.csv()
kit.run(("rm -rf %s/again"):format(home))
lab.says("with given noise", 0, {}, "run --from out/e.nc --engine tcc --quiet --out again")
check(kit.read(home .. "/again/e.csv") == drawn, "with given noise: the same bytes")
kit.run(("rm %s/z.m.npy"):format(home))
lab.says("with given noise that is gone", 3, { "z.m.npy" }, "run --from out/e.nc --engine tcc --quiet --out again")

-- In which sense a gain is taken stands in the result and in the model that is printed.
local head = lab.call("run model.mass --dump model")
check(head:find("noise m = multiplicative on y   # in the sense of Ito", 1, true), "Ito, says --dump model", head)
local attributes = kit.read(home .. "/out/e.json") or ""
check(attributes:find("m: z.m.npy", 1, true) and attributes:find("Ito", 1, true), "Ito, says the result", attributes)

-- ---- streams -------------------------------------------------------------------------------------

-- A term draws what it draws alone: [steps, states, nodes] of its key.
run(model("  k = [1]"), "--save-noise z.npy")
local shape, all = arrays.read_npy(home .. "/z.slow.npy")
check(table.concat(shape, " ") == "230 2 3", "steps, states, nodes", table.concat(shape, " "))
local alone = model("  k = [1]"):gsub("  noise additive on x[^\n]+\n  noise slow = (additive[^\n]+)\n[^\n]+\n[^\n]+\n", "  noise %1\n")
local _, output, code = run(alone, "--save-noise alone.npy")
local _, own = arrays.read_npy(home .. "/alone.npy")
local same = code == 0 and #own == #all
for i = 1, #all do same = same and all[i] == own[i] end
check(same, "a term draws what it draws alone", output)

-- Keys that are not written are the least that nobody has.
run(model("  k = [1]"))
local quantities = lab.call("run model.mass --dump model")
check(quantities:find("noise.m.key = 0", 1, true) and quantities:find("noise.g.key = 1", 1, true), "keys that are not written", quantities)
local twice = model("  k = [1]"):gsub("key = 6", "key = 5"):gsub("sigma = 0.2, tau", "sigma = 0.2, tau")
run(twice)
lab.says("two terms of one key", 0, { "noise 'slow' has the key of noise and draws the same numbers", "key = 1" }, "check model.mass")

-- ---- single precision, emitted text -------------------------------------------------------------

for _, sweep in ipairs { sweeps[2], sweeps[4] } do
  local text, first = model(sweep[2], "precision single")
  for _, engine in ipairs(engines) do
    lab.engine = engine
    _, output, code = run(text)
    first = first or lab.csv()
    check(code == 0 and lab.csv() == first, ("%s, single precision: %s"):format(sweep[1], engine), output)
  end
end
lab.says("the text of a kernel", 0, {}, "emit --kernel model.mass e -o kernel.c")
check((kit.read(home .. "/kernel.c") or ""):find("NOISE_SLOW", 1, true), "the text of a kernel has each stream")

-- ---- gains of what a network feeds, now and late -----------------------------------------------

local coupled = [=[
model M
  state x = 0.3
  state y = -0.1
  input c, d
  r = tanh(x + c)
  x' = -x + y/2 + c
  y' = x - 0.7*y + d
end
network
  nodes 5
  graph weights = ring(1)
  graph delays = ring_steps*0.4
  coupling c = Linear(x) with G = 0.2
  coupling d = delayed Linear(y) with G = 0.1
  stimulus kick on x = 0.3*sin(t)
  noise a on x, y = s*(1 + r*c - d) stratonovich with s = 0.1
  noise b on y = s*r with s = 0.3, tau = 1 ms, node_correlation = exp(-graph.delays/0.5)
  noise add = additive on x with sigma = 0.1
end
simulate %s with dt = 0.1 ms, duration = 10 ms, coupling = %s
observe end_x = last(x)
observe end_y = last(y)
explore e
  noise.a.s = [0.05, 0.1, 0.2]
  coupling.c.G = [0.1, 0.3]
end
]=]
for _, scheme in ipairs { "heun", "exponential_euler", "srk4" } do
  for _, how in ipairs { "per_stage", "frozen" } do
    local text, first = coupled:format(scheme, how)
    if scheme ~= "heun" then text = text:gsub(" stratonovich", "") end
    for _, engine in ipairs(engines) do
      lab.engine = engine
      for _, options in ipairs { "--lanes 1", "--lanes 8 --threads 2" } do
        _, output, code = run(text, options)
        first = first or lab.csv()
        check(code == 0 and lab.csv() == first, ("a coupled network, %s, %s: %s %s"):format(scheme, how, engine, options), output)
      end
    end
  end
end
lab.engine = "tcc"

-- An expression over the nodes is the list of its numbers.
local correlated = model("  k = [1, 2]"):gsub("%[%[1, 0.4, 0%][^\n]+", "[[1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1]]")
run(correlated)
local by_list = lab.csv()
run((correlated:gsub("node_correlation = [^\n]+", "node_correlation = (ones + eye)/2")))
check(by_list ~= "" and lab.csv() == by_list, "correlations by an expression over the nodes")

-- ---- units: the same noise in others ------------------------------------------------------------

local measured = [=[
model M
  state x = 1 [mV]
  param rate = 0.1 [1/ms]
  x' = -rate*x
end
network
  noise a = %s
  noise b on x = s*abs(x) with s = %s, tau = %s, key = 9
end
simulate heun with dt = 0.1 ms, duration = 10 ms
observe end_x = last(x)
explore e
  rate = [0.1, 0.2]
end
]=]
local function ends(...)
  local got, said = run(measured:format(...))
  check(#got == 2, "units are understood", said)
  return got[1] and tonumber(got[1].end_x) or 0/0
end
local one = ends("additive on x with nsig = 0.02 [mV^2/ms]", "0.3 [1/sqrt(ms)]", "2 ms")
for _, case in ipairs { { "additive on x with sigma = 0.2 [mV/sqrt(ms)]", "0.3 [1/sqrt(ms)]", "2 ms" },
                        { "additive on x with nsig = 2e-5 [V^2/s]", "9.486832980505138 [1/sqrt(s)]", "0.002 s" },
                        { "multiplicative on x with sigma = 0.2 [mV/sqrt(ms)], state_scaling = 0 [1/V]", "300 [1/sqrt(s)]/sqrt(1000)", "2000 us" } } do
  local other = ends(table.unpack(case))
  check(math.abs(other/one - 1) < 1e-12, "the same in other units: " .. case[1], ("%.17g, not %.17g"):format(other, one))
end

-- ---- modes ---------------------------------------------------------------------------------------

local moded = [=[
model M
  modes 2
  state x = 0
  x' = -x
end
network
  nodes 3
  noise a = additive on x with sigma = 0.1
  noise b = multiplicative on x with sigma = 0.1, node_correlation = [[1, 0.4, 0], [0.4, 1, -0.2], [0, -0.2, 1]], tau = 3 ms
end
simulate heun with dt = 0.1 ms, duration = 1 ms
observe end_x = last(x)
explore e
%s
end
]=]
lab.engine = "tcc"
for _, case in ipairs { { "  noise.a.sigma = [0.1, 0.2]", "10 1 3 2" }, { "  noise.a.key = [1, 2]\n  trials 2", "4 10 1 3 2" } } do
  local text = moded:format(case[1])
  _, output, code = run(text, "--save-noise z.npy")
  local csv = lab.csv()
  check(code == 0 and table.concat((arrays.read_npy(home .. "/z.a.npy")), " ") == case[2], "modes are a dimension: " .. case[2], output)
  for _, engine in ipairs(engines) do
    lab.engine = engine
    _, output = run(text, "--load-noise z.npy")
    check(lab.csv() == csv, "modes, given what was drawn, " .. engine, output)
  end
  lab.engine = "tcc"
end
check(#tables.read(lab.csv()) == 4, "modes: a row for each key and trial")
kit.finish()
