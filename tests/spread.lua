-- spread.lua -- reductions give what two passes over the samples give.
--
-- lua5.4 tests/spread.lua out/massc. The samples are known exactly: whole numbers of
-- a generator that Euler's method with a step of 1 steps through, times powers of two,
-- so that neither precision rounds them. What is expected is computed here, from them.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local program = assert(arg[1], "usage: lua5.4 tests/spread.lua PROGRAM")
local lab = require "lab" (program)
local check, run = kit.check, lab.run

local fast = kit.has("gcc") and "gcc" or "tcc"

-- ---- known samples -----------------------------------------------------------------

-- An axis of one point.
local single_point = "explore e\n  param nothing = [0]\nend\n"

-- The state k runs through 0 .. 4095 in a scrambled order; [observe] are lines.
local function scrambled(observe, steps, head)
  return ([[
%s
model Scrambled
  state k = 0
  k' = mod(1229*k + 7, 4096) - k
end
simulate euler with dt = 1, duration = %d
%s
]]):format(head or "", steps, observe) .. single_point
end

-- Calls f(k, n) for the samples of steps 1 .. [steps].
local function each_sample(steps, f)
  local k = 0
  for n = 1, steps do
    k = (1229*k + 7) % 4096
    f(k, n)
  end
end

-- Mean and variance of y(k, n), which are small whole numbers: no sum is rounded.
local function moments(steps, y)
  local sum, squares = 0, 0
  each_sample(steps, function(k, n)
    local x = y(k, n)
    sum, squares = sum + x, squares + x*x
  end)
  return sum/steps, (squares - sum*sum/steps)/steps
end

local function near(got, want, tolerance)
  return got and math.abs(got - want) <= tolerance*math.abs(want)
end

-- Columns v and s of the only row are a variance and its root.
local function has_spread(title, text, var, tolerance, engine)
  lab.engine = engine or "tcc"
  local rows, output = run(text)
  lab.engine = "tcc"
  local v, s = rows[1] and tonumber(rows[1].v), rows[1] and tonumber(rows[1].s)
  check(near(v, var, tolerance) and near(s, math.sqrt(var), tolerance), title,
        ("var %s, not %.17g; std %s, not %.17g\n%s"):format(v, var, s, math.sqrt(var), output))
end

-- ---- far from zero -----------------------------------------------------------------

-- Bases are up to 1e8 and 1e4 deviations away. Lengths lie around ends of blocks.
local function bases()
  for _, steps in ipairs { 2, 31, 32, 33, 64, 1000, 10007 } do
    local _, var = moments(steps, function(k) return k end)
    for _, base in ipairs { "0", "1e6", "12e6", "-12e6" } do
      has_spread(("f32, base %s, %d steps"):format(base, steps),
                 scrambled(("observe v = var(%s + k)\nobserve s = std(%s + k)"):format(base, base), steps, "precision single"),
                 var, 1e-5)
    end
    for _, base in ipairs { "0", "12e6", "118e9", "-118e9" } do
      has_spread(("f64, base %s, %d steps"):format(base, steps),
                 scrambled(("observe v = var(%s + k)\nobserve s = std(%s + k)"):format(base, base), steps), var, 1e-7)
    end
  end
end

-- The first sample, or one in each block, is far from the rest.
local function outliers()
  local lines = "observe y = if %s then 0 else -65 + floor(k/256)/256\nobserve v = var(y)\nobserve s = std(y)"
  local function one(title, condition, is_out, steps, tolerance)
    -- in units of 1/256, about -65
    local _, var = moments(steps, function(k, n) return is_out(n) and 65*256 or k//256 end)
    has_spread(("f32, %s, %d steps"):format(title, steps),
               scrambled(lines:format(condition), steps, "precision single"), var/256/256, tolerance, fast)
  end
  for _, steps in ipairs { 100, 10000, 100000, 1000000, 10000000 } do
    one("the first sample is 0, the rest around -65", "t < 1.5", function(n) return n == 1 end, steps, 1e-5)
  end
  one("the first sample of each block is 0", "mod(t, 32) == 1", function(n) return n % 32 == 1 end, 100000, 1e-4)
  one("the last sample of each block is 0", "mod(t, 32) == 0", function(n) return n % 32 == 0 end, 100000, 1e-4)
end

local function constants()
  for _, head in ipairs { "", "precision single" } do
    for _, nodes in ipairs { 1, 3 } do
      for _, x in ipairs { "0.9", "1/3", "-65", "1e10", "1e-30" } do
        local rows, output = run(([[
%s
model Still
  state x = 7 clamp [0, 0.9]
  y = %s*(1 + 0*x)
  watch y
  x' = 1
end
network
  nodes %d
end
simulate heun with dt = 0.1, duration = 10.1
observe v = var(y)
observe s = std(y)
observe c = std(x)
]] .. single_point):format(head, x, nodes))
        local r = rows[1] or {}
        check(r.v == "0" and r.s == "0" and r.c == "0", ("a constant has no spread: %s %s, %d nodes"):format(x, head, nodes), output)
      end
    end
  end
  for _, steps in ipairs { 10, 1000, 10000 } do
    local rows, output = run(scrambled("observe v = var(1e8 + mod(t, 2))", steps))
    check(rows[1] and rows[1].v == "0.25", ("1e8 + {0, 1}, %d steps"):format(steps), output)
  end
end

-- Of two nodes held still, and of signals whose spread is known in closed form.
local function signals()
  local single = string.unpack("<f", string.pack("<f", -64.999))
  lab.gives("f32, two nodes held still", [[
precision single
model Still
  state x = 0
  x' = 0
end
network
  nodes 2
  dynamics Still with x = [-65, -64.999]
end
simulate euler with dt = 1, duration = 100
observe s = std(x)
]] .. single_point, "s", { (single + 65)/2 }, nil, 1e-10)
  local waves = [[
%s
model Wave
  state V = -65
  V' = 1e-7*cos(t)
  y = %s
  watch y
end
simulate rk4 with dt = 0.01, duration = 62.83
observe s = std(y)
]] .. single_point
  local root = math.sqrt(0.5)
  for _, case in ipairs { { "", "V", 1e-7 }, { "", "1e6 + 1e-3*sin(t)", 1e-3 }, { "", "-60 + 1e-3*sin(t)", 1e-3 },
                          { "precision single", "-60 + 1e-3*sin(t)", 1e-3 } } do
    local head, y, amplitude = table.unpack(case)
    local rows, output = run(waves:format(head, y))
    check(near(tonumber(rows[1] and rows[1].s), amplitude*root, 2e-4), ("%s %s"):format(head, y), output)
  end
end

-- Amplitudes near the ends of the range; what overflows is infinite, not nothing.
local function amplitudes()
  for _, steps in ipairs { 10, 64, 1000 } do
    local _, var = moments(steps, function(k) return k % 2 end)
    for _, case in ipairs { { "", "1e-140" }, { "", "1e150" }, { "", "1e152" }, { "", "2e152" }, { "precision single", "1e-16" }, { "precision single", "1e18" } } do
      local head, a = table.unpack(case)
      has_spread(("amplitude %s %s, %d steps"):format(a, head, steps),
                 scrambled(("observe v = var(%s*mod(k, 2))\nobserve s = std(%s*mod(k, 2))"):format(a, a), steps, head),
                 var*tonumber(a)^2, 1e-6)
    end
    for _, case in ipairs { { "", "1e155" }, { "", "3e200" }, { "precision single", "1e30" } } do
      local head, a = table.unpack(case)
      for _, y in ipairs { "%s*mod(k, 2)", "%s*(1 + mod(k, 2))" } do
        local rows, output = run(scrambled("observe v = var(" .. y:format(a) .. ")", steps, head))
        check(rows[1] and rows[1].v == "inf", ("squares of amplitude %s overflow, %s %s"):format(a, y, head), output)
      end
    end
  end
end

-- ---- sums and means ------------------------------------------------------------------

-- Exact, so one rounding at the end is all there is.
local function sums()
  for _, nodes in ipairs { 1, 3 } do
    local rows, output = run(([[
model Still
  state x = 0.1
  x' = 0
end
network
  nodes %d
end
simulate euler with dt = 1, duration = 100007
observe total = sum(x)
observe m = mean(x)
observe s = std(x)
]] .. single_point):format(nodes))
    -- 0.1 is 3602879701896397/2^55. The product has more bits than an integer, so it is
    -- kept as high*2^26 + low, and rounded once.
    local count, low_bits = 100007*nodes, 1 << 26
    local low = count*(3602879701896397 % low_bits)
    local high = count*(3602879701896397 // low_bits) + low // low_bits
    local want = (high*2.0^26 + low % low_bits)/2.0^55
    local r = rows[1] or {}
    check(tonumber(r.total) == want and r.m == "0.1",
          ("0.1 added 100007 times, %d nodes"):format(nodes), ("%s, not %.17g; %s"):format(r.total, want, output))
  end
  for _, steps in ipairs { 1, 33, 5000 } do
    local above = 0
    each_sample(steps, function(k) above = above + (k > 1000 and 1 or 0) end)
    lab.gives(("counting, %d steps"):format(steps), scrambled("observe n = sum(if k > 1000 then 1 else 0)", steps), "n", { above }, nil, 0)
    local mean = moments(steps, function(k) return k end)
    lab.gives(("mean beside std, %d steps"):format(steps),
              scrambled("observe s = std(k)\nobserve m = mean(k)", steps), "m", { mean }, nil, 1e-15)
    lab.gives(("mean alone, %d steps"):format(steps), scrambled("observe m = mean(k)", steps), "m", { mean }, nil, 1e-15)
  end
end

-- ---- NaN --------------------------------------------------------------------------

-- y is NaN at one time alone.
local function nans()
  local text = [[
model Hole
  state x = 1
  x' = 1
  y = if abs(t - %s) < 0.1 then sqrt(-1) else x
  watch y
end
simulate euler with dt = 1, duration = 40
observe a = mean(y)
observe b = std(y)
observe c = min(y)
observe d = max(y)
observe f = sum(y)
observe g = first(y)
observe h = last(y)
]] .. single_point
  for _, case in ipairs { { 3, "2", "41" }, { 1, "nan", "41" }, { 40, "2", "nan" }, { 33, "2", "41" } } do
    local rows, output = run(text:format(case[1]))
    local r = rows[1] or {}
    check(r.a == "nan" and r.b == "nan" and r.c == "nan" and r.d == "nan" and r.f == "nan" and r.g == case[2]
          and r.h == case[3] and r.status == "0", ("a NaN at step %d is carried on"):format(case[1]), output)
    check(output:find("at 1 of 1 point an observation is not a number; the first is in column 'a'", 1, true),
          ("a NaN at step %d is said"):format(case[1]), output)
  end
  lab.write(text:format(3))
  lab.says("a NaN counts for --strict", 4, { "an observation is not a number" }, "run model.mass --strict --quiet --out out")
  lab.write("explore e\n  param p = [-1, 1, -2]\n  observe good = 1\n  observe root = sqrt(p)\nend\n")
  lab.says("a NaN of a pure expression, too", 4, { "at 2 of 3 points", "column 'root'" }, "run model.mass --strict --quiet --out out")
end

-- ---- what leaves the finite numbers ------------------------------------------------

-- Steps of 1 from t = 0; the status is the step whose increment is not finite.
local function divergence()
  local function one(title, states, rates, status)
    local rows, output = run(([[
model Runs
%s
%s
end
simulate euler with dt = 1, duration = 6
observe m = mean(a)
]] .. single_point):format(states, rates))
    check(rows[1] and rows[1].status == tostring(status) and (rows[1].m == "nan") == (status ~= 0), title, output)
  end
  local burst = "(if t > 2.5 then 1e308*(t*t) else 0)"
  one("a clamp hides no overflow", "  state a = 0 clamp [0, 1]", "  a' = " .. burst, 4)
  one("a clamp hides no negative one", "  state a = 0 clamp [0, 1]", "  a' = -" .. burst, 4)
  one("a wrap hides no overflow", "  state a = 0 wrap [0, 1]", "  a' = " .. burst, 4)
  one("a clamp hides no NaN", "  state a = 0 clamp [0, 1]", "  a' = sqrt(2.5 - t)", 4)
  one("a clamp of a large finite step is no fault", "  state a = 0 clamp [0, 1]", "  a' = 1e300", 0)
  one("the second state is watched too", "  state a = 0\n  state b = 0", "  a' = 0\n  b' = " .. burst, 4)
  one("and the third, clamped", "  state a = 0\n  state b = 0\n  state c = 0 clamp [0, 1]", "  a' = 0\n  b' = 0\n  c' = " .. burst, 4)
end

-- ---- first and last ------------------------------------------------------------------

-- x of a node starts at 0, 10 or 20 and moves by 1, 2 or -3 a step.
local three = [[
model Ramp
  state x = 0
  param rate = 1
  x' = rate
  y = 10*x
  watch y
end
network
  nodes 3
  dynamics Ramp with x = [0, 10, 20], rate = [1, 2, -3]
end
simulate euler with dt = 1, duration = 5
%s
explore e
%s
end
]]

local function keeping()
  local function one(what, want, axes)
    lab.gives(what, three:format("observe o = " .. what, axes or "  param nothing = [0]"), "o", want)
  end
  one("last(x)", { { 5, 20, 5 } })
  one("first(x)", { { 1, 12, 17 } })
  one("last(x over time)", { { 5, 20, 5 } })
  one("last(x) - first(x)", { { 4, 8, -12 } })
  one("2*last(y)", { { 100, 400, 100 } })
  one("max(x) - last(x)", { { 15, 0, 15 } })
  one("last(x)*rate", { { 5, 40, -15 } })
  one("mean(x)*rate", { { 10, 20, -30 } })
  one("0*last(x)", { { 0, 0, 0 } })
  one("if last(x) > 10 then last(x) else -1", { { -1, 20, -1 } })
  lab.gives("last(x) + scale", three:format("param scale = 0\nobserve o = last(x) + scale", "  scale = [1, 2]"), "o",
            { { 6, 21, 6 }, { 7, 22, 7 } })
  one("last(x)*rate", { { 5, 30, 25 }, { 5, 30, 60 } }, "  dynamics.rate = [[1, 2, 1], [1, 2, 2]]\n  initial.x = [[0, 5, 20]]")
end

-- Names of arrays, means over trials, long arrays, and what reads them.
local function arrays_of_nodes()
  lab.gives("a name for an array", three:format("observe end_x = last(x)\nobserve o = end_x - first(x)\nobserve n = sum(x)", "  param nothing = [0]"),
            "o", { { 4, 8, -12 } })
  lab.gives("a mean over trials of arrays", three:format("observe o = last(x)", "  trials 3 average"), "o", { { 5, 20, 5 } })
  local rows, output = run(three:format("observe o = last(x)", "  initial.x = [[1, 2, 3], [4, 5, 6]]"), "--real f32 --lanes 4")
  check(rows[2] and rows[2].o == "[9, 15, -9]", "arrays of several points in single precision", output)
  kit.run(("cp %s/out/e.nc %s/ends.nc"):format(lab.home, lab.home))
  if kit.read(lab.home .. "/ends.nc") then
    lab.gives("an array read from NetCDF starts another run", three:format("observe o = first(x)", '  initial.x = "ends.nc:o"'), "o",
              { { 7, 14, -15 }, { 10, 17, -12 } })
    local bytes = kit.read(lab.home .. "/ends.nc")      -- names stand in it as they are
    check(bytes:find("node\0", 1, true) and not bytes:find("o_dim0", 1, true), "arrays share the dimension node")
    lab.gives("which has a coordinate", three:format("observe o = first(x)", '  param number = "ends.nc:node"\n  observe n = 2*number'), "n",
              { 0, 2, 4 })
  else
    kit.skip("arrays in NetCDF", "libnetcdf is not installed")
  end
  local _, printed = run(([[
model Still
  state x = 1
  x' = 0
end
network
  nodes 65
end
simulate euler with dt = 1, duration = 2
observe o = last(x)
]] .. single_point))
  check(lab.csv():find("see e.nc", 1, true) and printed:find("[1.0, 1.0, 1.0", 1, true), "an array of more than 64 nodes", printed)
  local script = lab.home .. "/nodes.lua"
  kit.write(script, [[local r = massc.load("model.mass"):run { quiet = true }
print(#r.o[1], r.o[1][65])]])
  lab.says("an array in Lua", 0, { "65\t1.0" }, "lua nodes.lua")
end

kit.uses("tests/spread.lua")

bases()
outliers()
constants()
amplitudes()
signals()
sums()
nans()
divergence()
keeping()
arrays_of_nodes()
kit.finish()
