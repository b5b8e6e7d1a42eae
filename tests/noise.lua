-- noise.lua -- noise that is saved, given and replayed; trials and their means.
--
--   lua5.4 tests/noise.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local arrays = require "arrays"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check, gives, run, home = kit.check, lab.gives, lab.run, lab.home

local function same(a, b)
  if #a ~= #b then return false end
  for i, x in ipairs(a) do
    if x ~= b[i] then return false end
  end
  return true
end

local function save(text, options)
  local _, output, code = run(text, "--save-noise saved.npy " .. (options or ""))
  if code ~= 0 then return {}, {}, output end
  return arrays.read_npy(home .. "/saved.npy")
end

-- Three nodes that do nothing but add up their noise, each seen in its own digits.
local drift = [[
%s
model Drift
  state x = 1
  state y = 0
  param place = [1, 10, 100]
  seen = place*x
  x' = 0
  y' = 0
  watch seen
end
network
  nodes 3
  noise additive on %s with sigma = 0.5, key = 42%s
end
simulate heun with dt = 0.25, duration = %s
observe all   = sum(seen)
observe end_x = last(x)
observe end_y = last(y)
explore e
%s
end
]]

local function model(t)
  return drift:format(t.head or "", t.on or "x", t.draws and (', draws = "%s"'):format(t.draws) or "",
                      t.duration or "0.5", t.axes or "")
end

-- Of the pages that show jax.random.normal: the first numbers of key 42 in double
-- precision, and of keys 0 and 42 in single.
local function bits(format, word, hex)
  local out = {}
  for i, h in ipairs(hex) do out[i] = string.unpack(format, string.pack(word, tonumber(h, 16))) end
  return out
end
local double42 = bits("<d", "<I8", { "bfc7a4a26c962159", "c0015bccfaa7ba3a", "3fc7ed8110b50460" })
local single42 = bits("<f", "<I4", { "bce7df15", "3eef2be8", "3e976661", "3e1d3b24", "bdfe04eb" })
local single0 = bits("<f", "<I4", { "3fcfb2bd", "40019df0", "bede0017", "bda10222", "3e34512c" })

local function saving()
  local shape, z, kind = save(model {})
  check(same(shape, { 2, 1, 3 }) and kind == "f8", "shape and type: steps, noisy states, nodes", table.concat(shape, " "))
  check(z[1] == double42[1] and z[2] == double42[2] and z[3] == double42[3], "the normals of key 42",
        table.concat(z, " "))
  shape, z, kind = save(model { head = "precision single" })
  check(same(shape, { 2, 1, 3 }) and kind == "f4", "single precision: 32 bits")
  check(same({ table.unpack(z, 1, 5) }, single42), "single precision: the normals of key 42", table.concat(z, " "))
  shape, z = save(model { on = "y, x" })
  check(same(shape, { 2, 2, 3 }) and z[1] == double42[1], "two noisy states", table.concat(shape, " "))
  shape = save(model { axes = "  noise.sigma = grid(0, 1, 50)" })
  check(same(shape, { 2, 1, 3 }), "one realisation for all points")
  shape = save(model {}, "--set transient=1")
  check(same(shape, { 6, 1, 3 }), "the steps of the transient are saved too", table.concat(shape, " "))
  shape = save(model { axes = "  simulate.dt = [0.25, 0.05, 0.125]" })
  check(same(shape, { 10, 1, 3 }), "as many steps as the point with most takes", table.concat(shape, " "))
  shape, z = save(model { head = "precision single", axes = "  noise.key = [0, 42]\n  noise.sigma = [1, 2]" })
  check(same(shape, { 2, 2, 1, 3 }) and same({ table.unpack(z, 1, 5) }, single0)
        and same({ table.unpack(z, 7, 11) }, single42), "a realisation for each key", table.concat(shape, " "))
  -- fold_in(key, r) is split(key, n)[r].
  local keys, by_key = save(model { axes = "  noise.key = split(42, 4)" })
  local trials, by_trial = save(model { axes = "  trials 4" })
  check(same(keys, { 4, 2, 1, 3 }) and same(trials, keys) and same(by_key, by_trial), "a realisation for each trial")
  shape, z = save(model { axes = "  noise.key = [7, 42]\n  noise.sigma = [1, 2]\n  trials 4" })
  check(same(shape, { 8, 2, 1, 3 }) and same({ table.unpack(z, 25, 48) }, by_trial), "keys x trials, the trials fastest",
        table.concat(shape, " "))
end

local function engines()
  local list = { "tcc", "auto" }
  for _, engine in ipairs { "gcc", "clang" } do
    if kit.has(engine) then list[#list + 1] = engine else kit.skip("engine " .. engine, "not installed") end
  end
  return list
end

local function replaying()
  local cases = {
    { "shared noise", model { duration = "20", axes = "  noise.sigma = grid(0, 1, 11)" } },
    { "shared noise, single precision", model { head = "precision single", duration = "20", axes = "  noise.sigma = grid(0, 1, 11)" } },
    { "two states", model { on = "y, x", duration = "5" } },
    { "keys", model { duration = "20", axes = "  noise.key = split(1, 5)\n  noise.sigma = [1, 2]" } },
    { "trials", model { duration = "20", axes = "  noise.sigma = [1, 2]\n  trials 7" } },
    { "keys x trials", model { duration = "5", axes = "  noise.sigma = [1, 2]\n  noise.key = split(1, 2)\n  trials 3" } },
    { "time steps", model { axes = "  simulate.dt = [0.25, 0.05, 0.125]\n  noise.sigma = [1, 2]" } },
    { "time steps, keys in a group", model { axes = "  group g\n    simulate.dt = [0.25, 0.05, 0.125]\n    noise.key = [1, 2, 3]\n  end" } },
  }
  for _, case in ipairs(cases) do
    local name, text = table.unpack(case)
    lab.engine = "tcc"
    local _, output, code = run(text, "--save-noise saved.npy")
    local drawn = lab.csv()
    check(code == 0, name .. ": saved", output)
    for _, engine in ipairs(engines()) do
      lab.engine = engine
      for threads = 1, 2 do
        _, output, code = run(text, "--load-noise saved.npy --threads " .. threads)
        check(code == 0 and lab.csv() == drawn, ("%s: replayed by %s, %d threads"):format(name, engine, threads), output)
      end
    end
    lab.engine = "tcc"
    local before = kit.read(home .. "/saved.npy")
    run(text, "--load-noise saved.npy --save-noise again.npy")
    check(kit.read(home .. "/again.npy") == before, name .. ": saved again, byte for byte")
  end
end

-- What the nodes show after steps with [z], which has all steps in order.
local function added(z, sigma)
  local x, all = { 1, 1, 1 }, 0
  for n = 1, #z do
    local i = (n - 1) % 3 + 1
    x[i] = x[i] + (sigma or 0.5)*0.5*z[n]
    all = all + 10^(i - 1)*x[i]
  end
  return all
end

local function giving()
  local z = { 1, -2, 3, 0.5, 4, -1 }
  arrays.npy(home .. "/z.npy", { 2, 1, 3 }, z)
  arrays.npy(home .. "/f4.npy", { 2, 1, 3 }, z, "f4")
  gives("draws from a file", model { draws = "z.npy" }, "all", { added(z) })
  gives("draws from a file of 32 bits", model { draws = "f4.npy" }, "all", { added(z) })
  gives("whatever the key", model { draws = "z.npy" }, "all", { added(z) }, "--set noise.key=5")
  gives("draws and sigma on an axis", model { draws = "z.npy", axes = "  noise.sigma = [0, 1, 3]" }, "all",
        { added(z, 0), added(z, 1), added(z, 3) })
  gives("--load-noise", model {}, "all", { added(z) }, "--load-noise z.npy")
  gives("--load-noise in the place of a file's", model { draws = "none.npy" }, "all", { added(z) }, "--load-noise z.npy")
  arrays.npy(home .. "/two.npy", { 1, 2, 3 }, { 0, 0, 5, 0, 0, 7 })
  local two = model { on = "y, x", draws = "two.npy", duration = "0.25" }
  gives("noisy states in the order of the file: y", two, "end_y", { { 0, 0, 0.25*5 } })
  gives("noisy states in the order of the file: x", two, "end_x", { { 1, 1, 1 + 0.25*7 } })
  local both = { 1, -2, 3, 0.5, 4, -1, 2, 2, 2, 5, -5, 6 }
  local other = { table.unpack(both, 7) }
  arrays.npy(home .. "/both.npy", { 2, 2, 1, 3 }, both)
  gives("a realisation for each trial", model { draws = "both.npy", axes = "  noise.sigma = [0.5, 2]\n  trials 2" },
        "all", { added(z), added(other), added(z, 2), added(other, 2) })
  gives("a realisation for each key", model { draws = "both.npy", axes = "  noise.key = [8, 9]\n  noise.sigma = [0.5, 2]" },
        "all", { added(z), added(z, 2), added(other), added(other, 2) })
  gives("one realisation for all trials", model { draws = "z.npy", axes = "  trials 3" }, "all",
        { added(z), added(z), added(z) })
  kit.run("mkdir -p " .. home .. "/below && cp " .. home .. "/z.npy " .. home .. "/below/near.npy")
  kit.write(home .. "/below/model.mass", model { draws = "near.npy" })
  lab.says("a path beside the model", 0, {}, "run below/model.mass --quiet --out below/out")
  local rows = tables.read(kit.read(home .. "/below/out/e.csv") or "")
  check(rows[1] and tonumber(rows[1].all) == added(z), "a path beside the model: its noise")
end

local function wrong_files()
  lab.write(model {})
  local command = "run model.mass e --quiet --out none "
  local wanted = "'e' takes [2, 1, 3] (steps, noisy states, nodes)"
  arrays.npy(home .. "/short.npy", { 1, 1, 3 }, { 1, 2, 3 })
  arrays.npy(home .. "/flat.npy", { 6 }, { 1, 2, 3, 4, 5, 6 })
  arrays.npy(home .. "/nan.npy", { 2, 1, 3 }, { 1, 2, 3, 4, 0/0, 6 })
  arrays.npy(home .. "/inf.npy", { 2, 1, 3 }, { 1, 2, 3, 4, 5, 1/0 })
  arrays.npy(home .. "/right.npy", { 2, 1, 3 }, { 1, 2, 3, 4, 5, 6 })
  kit.write(home .. "/text.npy", "1, 2, 3\n")
  lab.says("too few steps", 2, { "'short.npy' does not fit", "[1, 1, 3]", wanted }, command .. "--load-noise short.npy")
  lab.says("a list", 2, { "[6]", wanted }, command .. "--load-noise flat.npy")
  lab.says("not a number", 2, { "nan.npy", "element [2, 1, 2] is not a number" }, command .. "--load-noise nan.npy")
  lab.says("infinite", 2, { "inf.npy", "element [2, 1, 3] is not finite" }, command .. "--load-noise inf.npy")
  lab.says("no such file", 3, { "none.npy", "No such file" }, command .. "--load-noise none.npy")
  lab.says("no array", 3, { "text.npy", "not a NumPy array" }, command .. "--load-noise text.npy")
  lab.says("saved under another name", 2, { "ends in .npy", "'noise.csv'" }, command .. "--save-noise noise.csv")
  lab.says("saved to a full disk", 3, { "/dev/full", "No space left" }, command .. "--save-noise /dev/full")
  lab.says("saved below a file", 3, { "model.mass" }, command .. "--save-noise model.mass/noise.npy")
  lab.says("more than a gibibyte", 2, { "1 GiB", "400000000000 steps" }, command .. "--set duration=1e11 --save-noise big.npy")
  lab.write(model { axes = "  noise.key = split(0, 4)" })
  lab.says("one realisation, an axis of keys", 2, { "one realisation", "noise.key is an axis of 'e'", "take the axis out",
           "[4, 2, 1, 3] (keys, steps, noisy states, nodes)" }, command .. "--load-noise right.npy")
  lab.write(model { axes = "  trials 4" })
  lab.says("neither for all trials nor for each", 2, { "[2, 1, 3] (steps, noisy states, nodes) or "
           .. "[4, 2, 1, 3] (trials, steps, noisy states, nodes)" }, command .. "--load-noise short.npy")
  lab.write(model {} .. "explore f\n  noise.sigma = [1]\nend\n")
  lab.says("saved of several explorations", 2, { "of one exploration", "massc run model.mass e" },
           "run model.mass --quiet --out none --save-noise x.npy")
  lab.says("given to several explorations", 0, {}, "run model.mass --quiet --out two --load-noise right.npy")
  lab.write((model {}:gsub("  noise additive[^\n]*\n", "")))
  lab.says("saved without noise", 2, { "'model' has no noise" }, command .. "--save-noise x.npy")
  lab.says("given without noise", 2, { "'model' has no noise" }, command .. "--load-noise right.npy")
  lab.write(model { draws = "short.npy" })
  lab.says("a file's draws are judged by check", 1, { "model.mass:13:59: error: 'short.npy' does not fit: its shape is [1, 1, 3], but "
           .. wanted }, "check model.mass")
  lab.write(model { draws = "right.npy", axes = "  noise.key = split(0, 4)" })
  lab.says("a file's draws and an axis of keys", 1, { "model.mass:13:59: error:", "take the axis out",
           "model.mass:20:3: note: the axis is here" }, "check model.mass")
  lab.says("the steps follow --set", 1, { "takes [4, 4, 1, 3]" }, "check model.mass --set duration=1")
  local left = kit.run("cd " .. home .. " && find . -name '*.tmp' -o -name none -o -name x.npy -o -name big.npy")
  check(left == "", "nothing is left of what was refused", left)
end

-- ---- trials -------------------------------------------------------------------

local function sums()
  local text = model { draws = "both.npy", axes = "  noise.sigma = [0.5, 2]\n  trials 2 average" }
  local z, other = { 1, -2, 3, 0.5, 4, -1 }, { 2, 2, 2, 5, -5, 6 }
  local rows = gives("means over the trials", text, "all",
                     { (added(z) + added(other))/2, (added(z, 2) + added(other, 2))/2 })
  check(rows[1] and not rows[1].trial and rows[1]["noise.sigma"] == "0.5" and rows[1].status == "0",
        "means over the trials: no column of trials")
  local mean = (added(z) + added(other))/2
  gives("means of trials alone", model { draws = "both.npy", axes = "  trials 2 average" }, "all", { mean })
  gives("means over trials, zipped axes", (text:gsub("explore e", "explore e zip")), "all",
        { mean, (added(z, 2) + added(other, 2))/2 })
  gives("a mean of one trial", model { draws = "z.npy", axes = "  trials 1 average" }, "all", { added(z) })
  gives("means over trials, many points", model { draws = "both.npy", axes = "  noise.sigma = range(0, 5, 0.001)\n  trials 2 average" },
        "all", (function()
          local want = {}
          for i = 0, 5000 do want[i + 1] = (added(z, i*0.001) + added(other, i*0.001))/2 end
          return want
        end)(), "--threads 2", 1e-12)
  gives("means in single precision", "precision single\n" .. text, "all", { mean, (added(z, 2) + added(other, 2))/2 }, nil, 1e-6)
  gives("the axes of a NetCDF file with means",
        'explore e\n  param v = "means.nc:all"\n  observe w = v\nend\n',
        "w", (function()
          run(text)
          kit.run(("cp %s/out/e.nc %s/means.nc"):format(home, home))
          return { mean, (added(z, 2) + added(other, 2))/2 }
        end)())
end

-- Rows are sorted by time step while they are computed, so points are complete late.
local function means_of_time_steps()
  local axes = "  noise.sigma = grid(0, 1, 40)\n  simulate.dt = [0.25, 0.05, 0.125]\n  trials 3"
  local rows, want = run(model { axes = axes }), {}
  for i = 1, #rows/3 do
    want[i] = 0
    for t = 1, 3 do want[i] = want[i] + tonumber(rows[3*i - 3 + t].all)/3 end
  end
  check(#want == 120 and want[120] ~= want[119], "trials of three time steps")
  gives("means of three time steps", model { axes = axes .. " average" }, "all", want, "--threads 2")
end

-- Sums in which all but the compensation is lost: 2^60 + 1 + 1 + 1 - 2^60.
local function compensation()
  arrays.npy(home .. "/wide.npy", { 5, 1, 1, 1 }, { 2.0^60, 1, 1, 1, -2.0^60 })
  gives("means are compensated", [[
model Drift
  state x = 0
  x' = 0
end
network
  noise additive with sigma = 1, draws = "wide.npy"
end
simulate euler with dt = 1, duration = 1
observe end_x = last(x)
explore e
  trials 5 average
end
]], "end_x", { 3/5 })
end

-- The second trial of the second point leaves the finite numbers at step 2.
local function dead_trials()
  arrays.npy(home .. "/kicks.npy", { 3, 3, 1, 1 }, { 0, 0, 0, 1e150, 0, 0, 0, 0, 0 })
  local rows = gives("a trial that died", [[
model Cube
  state x = 0.5
  x' = -x^3
end
network
  noise additive with sigma = 1, draws = "kicks.npy"
end
simulate euler with dt = 1, duration = 3
observe end_x = last(x)
explore e
  noise.sigma = [0, 1]
  trials 3 average
end
]], "noise.sigma", { 0, 1 })
  local x = 0.5
  for _ = 1, 3 do x = x - x^3 end
  check(rows[1] and math.abs(tonumber(rows[1].end_x) - x) < 1e-15 and rows[1].status == "0",
        "a trial that died: the other point is right", rows[1] and rows[1].end_x)
  check(rows[2] and rows[2].end_x == "nan" and rows[2].status == "2", "a trial that died: nan, and its step",
        rows[2] and rows[2].end_x .. " " .. rows[2].status)
end

-- Initial values: each trial draws, every point sees the same draws.
local function starts()
  local text = [[
model Leak
  state x = 2 ~ Uniform(0, 1)
  state y = 3
  param a = 0.5
  x' = -a*x
  y' = 0
end
simulate heun with dt = 0.1, duration = 1
observe end_x = last(x)
observe end_y = last(y)
explore e %s key 11
  a = [0, 2]
%s
end
]]
  local rows = gives("states without a distribution stay", text:format("", "  trials 4"), "end_y", { 3, 3, 3, 3, 3, 3, 3, 3 })
  local factor, good = (1 - 0.2 + 0.02)^10, #rows == 8
  for i = 1, 4 do
    local free, damped = rows[i] and tonumber(rows[i].end_x) or 9, rows[i + 4] and tonumber(rows[i + 4].end_x) or 9
    good = good and free > 0 and free < 1 and math.abs(damped - free*factor) < 1e-13
           and rows[i].trial == tostring(i - 1) and (i == 1 or free ~= tonumber(rows[1].end_x))
  end
  check(good, "every point starts its trials alike", lab.csv())
  gives("a plain run takes the value", text:format("", ""), "end_x", { 2, 2*factor })
  gives("an axis is no draw", text:format("", "  initial.x = [1, 5]\n  trials 2"), "end_x",
        { 1, 1, 5, 5, factor, factor, 5*factor, 5*factor })
  local free, damped = 0, 0
  for i = 1, 4 do
    free, damped = free + tonumber(rows[i].end_x), damped + tonumber(rows[i + 4].end_x)
  end
  gives("means over starts", text:format("", "  trials 4 average"), "end_x", { free/4, damped/4 })
end

for _, path in ipairs { "tests/noise.lua", "tests/arrays.lua" } do
  kit.uses(path)
end
saving()
giving()
replaying()
wrong_files()
sums()
means_of_time_steps()
compensation()
dead_trials()
starts()
kit.finish()
