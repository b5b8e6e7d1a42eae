-- times.lua -- durations, pulses and what else asks for the time keep to the step grid.
--
--   lua5.4 tests/times.lua out/massc
--
-- Steps are counted in whole numbers of a decimal place here; the program gets the
-- decimals.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check, run = kit.check, lab.run

-- n x 10^-places as a decimal.
local function decimal(n, places)
  local digits = ("%0" .. places + 1 .. "d"):format(math.abs(n))
  local at = #digits - places
  return (n < 0 and "-" or "") .. digits:sub(1, at) .. (places > 0 and "." .. digits:sub(at + 1) or "")
end

local engines = { "tcc" }
for _, engine in ipairs { "gcc", "clang" } do
  if kit.has(engine) then engines[#engines + 1] = engine else kit.skip("engine " .. engine, "not installed") end
end

-- ---- durations -----------------------------------------------------------------

local count = "model C\n  state one = 1\n  state taken = 0\n  one' = 0\n  taken' = 1\nend\n"

-- Observed steps, and all, for a dt and durations of it, each an exploration.
local function durations()
  local wrong, pairs_tried = {}, 0
  for _, case in ipairs { { 1, 1 }, { 7, 1 }, { 3, 2 }, { 1, 2 }, { 25, 3 }, { 7, 2 }, { 13, 1 }, { 3, 1 } } do
    local step, places = case[1], case[2]
    for _, n in ipairs { 1, 3, 7, 10, 21, 34, 70, 113, 1000, 2187 } do
      local text = count .. ("simulate euler with dt = %s, duration = %s, transient = %s\n" ..
        "observe n = sum(one)\nobserve all = last(taken)/%s\nexplore e\nend\n"):format(decimal(step, places),
        decimal(step*n, places), decimal(step*(n % 11), places), decimal(step, places))
      local rows, output = run(text)
      local row = rows[1] or {}
      pairs_tried = pairs_tried + 1
      if tonumber(row.n) ~= n or math.floor((tonumber(row.all) or 0) + 0.5) ~= n + n % 11 then
        wrong[#wrong + 1] = ("dt %s x %d: %s steps, %s in all %s"):format(decimal(step, places), n, row.n, row.all, output)
      end
    end
  end
  check(#wrong == 0, pairs_tried .. " durations and transients", table.concat(wrong, "\n"))
  for _, precision in ipairs { "", "precision single\n" } do
    local rows = run(precision .. count .. "simulate euler with dt = 0.1, duration = 4.2 ms\nobserve n = sum(one)\n" ..
                     "explore e\n  simulate.dt = grid(.1, .7, 7)\nend\n")
    local got = {}
    for _, row in ipairs(rows) do got[#got + 1] = row["simulate.dt"] .. ":" .. row.n end
    check(table.concat(got, " ") == "0.1:42 0.2:21 0.3:14 0.4:11 0.5:9 0.6:7 0.7:6", "steps of a dt axis" .. precision, table.concat(got, " "))
  end
end

-- ---- pulses --------------------------------------------------------------------

-- All are 1 for [width] from [onset] on.
local forms = {
  "pulse(t, onset, width)",
  "pulse(t - onset, 0, width)",
  "pulse(t, onset - 0.17 + 0.17, 3*width - 2*width)",
  "if t >= onset and t < onset + width then 1 else 0",
  "if not (t < onset) and not (onset + width <= t) then 1 else 0",
  "heaviside(t - onset) - heaviside(t - onset - width)",
  "if onset - t <= 0 and t - (onset + width) < 0 then 1 else 0",
}
local train = {
  "pulse_train(t, period, 0.4)",
  "if mod(t, period) < 0.4*period then 1 else 0",
  "if mod(t, period) >= 0.4*period then 0 else 1",
  "pulse(mod(t, period), 0, 0.4*period)",
  "if floor(t/period) < ceil(t/period) or t >= 0 then (if mod(t, period) < 0.4*period then 1 else 0) else 0",
}

local function pulsed(form, options)
  return ([[
%smodel P
  state x = 0
  param onset = %s
  param width = %s
  param period = %s
  x' = (%s)/%s
end
simulate %s with dt = %s, duration = %s, transient = %s
observe n = last(x)
explore e
%s
end
]]):format(options.precision or "", options.onset or "0", options.width or "1", options.period or "1", form, options.dt,
           options.scheme or "euler", options.dt, options.duration, options.transient or "0", options.axes or "")
end

-- Every row's count of steps is [want].
local function counts(title, text, want, rows_wanted, options)
  local rows, output = run(text, options)
  local wrong = #rows ~= rows_wanted and ("%d rows\n%s"):format(#rows, output)
  for i, row in ipairs(rows) do
    if not wrong and math.abs(tonumber(row.n) - want) > 1e-3 then
      wrong = ("row %d: %s steps, not %s; onset %s"):format(i - 1, row.n, want, row.onset or row["simulate.dt"])
    end
  end
  check(not wrong, title, wrong)
end

local function pulses()
  for _, scheme in ipairs { "euler", "heun", "rk4" } do
    for _, case in ipairs { { 1, 1 }, { 1, 2 }, { 7, 2 }, { 3, 1 }, { 25, 3 } } do
      local step, places = case[1], case[2]
      for k, form in ipairs(forms) do
        for _, precision in ipairs { "", "precision single\n" } do
          lab.engine = engines[(k + #precision) % #engines + 1]
          local steps = 2 + k
          counts(("%s, dt %s, %s%s"):format(scheme, decimal(step, places), form, precision ~= "" and ", single" or ""),
                 pulsed(form, { precision = precision, scheme = scheme, dt = decimal(step, places), width = decimal(steps*step, places),
                                duration = decimal(220*step, places), transient = decimal(10*step, places),
                                axes = ("  onset = range(%s, %s, %s)"):format(decimal(-8*step, places), decimal(200*step, places),
                                                                              decimal(step, places)) }),
                 steps, 209)
        end
      end
    end
  end
  lab.engine = "tcc"
end

-- Fixed times, which are decided in double in single precision too.
local function fixed()
  for _, precision in ipairs { "", "precision single\n" } do
    for k, form in ipairs(forms) do
      lab.engine = engines[k % #engines + 1]
      for _, onset in ipairs { 17, 35, 4241, 99983 } do
        counts(("onset %s fixed, %s%s"):format(decimal(onset, 2), form, precision ~= "" and ", single" or ""),
               pulsed(form, { precision = precision, dt = "0.01", onset = decimal(onset, 2), width = "0.25",
                              duration = decimal(onset + 100, 2) }), 25, 1)
      end
    end
  end
  lab.engine = engines[#engines]
  counts("ten million steps in single precision", pulsed("pulse(t, onset, width)", { precision = "precision single\n",
         dt = "0.1", onset = "999990.3", width = "0.7", duration = "1000000" }), 7, 1)
  counts("the same by hand", pulsed("if t > 999990.25 and t <= 999991.0 then 1 else 0", { precision = "precision single\n",
         dt = "0.1", duration = "1000000" }), 8, 1)
  lab.engine = "tcc"
end

local function trains()
  for _, precision in ipairs { "", "precision single\n" } do
    for k, form in ipairs(train) do
      for _, axes in ipairs { "", "  period = [0.5]" } do
        for _, case in ipairs { { "0.1", 300, "30" }, { "0.05", 3000, "150" }, { "0.1", 100000, "10000" } } do
          lab.engine = case[2] > 10000 and engines[#engines] or engines[k % #engines + 1]
          if not (case[2] > 10000 and precision ~= "" and axes ~= "") then
            counts(("%s, dt %s, %d steps%s%s"):format(form, case[1], case[2], precision ~= "" and ", single" or "", axes),
                   pulsed(form, { precision = precision, period = "0.5", dt = case[1], duration = case[3], axes = axes }),
                   case[2]*2//5, 1)
          end
        end
      end
    end
  end
  lab.engine = "tcc"
  counts("half of 300", pulsed("pulse_train(t, 0.2, 0.5)", { dt = "0.1", duration = "30" }), 150, 1)
end

-- ---- comparisons ------------------------------------------------------------------

local function comparisons()
  local function one(form, want, more)
    local options = { dt = "0.1", duration = "10", transient = "1" }
    for key, value in pairs(more or {}) do options[key] = value end
    counts(form .. (options.precision and ", single" or "") .. (options.axes and ", swept" or ""), pulsed(form, options), want, 1)
  end
  for _, precision in ipairs { "", "precision single\n" } do
    for _, axes in ipairs { "", "  onset = [0.3]" } do
      local more = { precision = precision ~= "" and precision or nil, axes = axes ~= "" and axes or nil, onset = "0.3" }
      one("if t == onset then 1 else 0", 1, more)
      one("if t != onset then 1 else 0", 109, more)
      one("if t > onset then 1 else 0", 96, more)
      one("if t >= onset then 1 else 0", 97, more)
      one("if t < onset then 1 else 0", 13, more)
      one("if t <= onset then 1 else 0", 14, more)
      one("if onset < t then 1 else 0", 96, more)
      one("if onset + 0.1 > t then 1 else 0", 14, more)
      one("if mod(t, onset) > 0.1 then 1 else 0", 37, more)
      one("if mod(t, onset) <= 0.1 then 1 else 0", 73, more)
      one("if -0.1 - t > onset then 1 else 0", 6, more)
    end
  end
  one("floor(t/0.3) - floor((t - 0.1)/0.3)", 37)
  one("ceil(t/0.7)", (function()
    local sum = 0
    for n = -10, 99 do sum = sum - (-n//7) end
    return sum
  end)())
  one("floor(t/0.1)", (function()
    local sum = 0
    for n = -10, 99 do sum = sum + n end
    return sum
  end)())
  -- A name changes nothing.
  local text = pulsed("if later >= 0 then 1 else 0", { dt = "0.1", duration = "10" }):gsub("  x' =", "  later = t - (0.1 + 0.2)\n  x' =")
  counts("a shifted time under a name", text, 97, 1)
end

-- ---- everything that jumps -----------------------------------------------------------

-- Forms, and what they are: all times are whole numbers of half steps here.
local function one(holds) return holds and 1 or 0 end
local function sign(n) return n > 0 and 1 or n < 0 and -1 or 0 end
local jumps = {
  { "if (t - onset)/width >= 0 and (t - onset)/width < 1 then 1 else 0", function(t, p, w, o) return one(t >= o and t < o + w) end },
  { "if 2 <= t/period then 1 else 0", function(t, p) return one(t >= 2*p) end },
  { "if -t*period > -onset*period then 1 else 0", function(t, p, w, o) return one(t < o) end },
  { "pulse(t/period, 0, 1)", function(t, p) return one(t >= 0 and t < p) end },
  { "pulse(-t, -onset, width)", function(t, p, w, o) return one(o - t >= 0 and o - t < w) end },
  { "ramp(t, onset, onset)", function(t, p, w, o) return one(t >= o) end },
  { "pulse_train(t - onset, period, 0.5)", function(t, p, w, o) return one(2*((t - o) % p) < p) end },
  { "pulse_train(t/period, 1, 0.5)", function(t, p) return one(2*(t % p) < p) end },
  { "pulse_train(t, period, 0)", function() return 0 end },
  { "pulse_train(t, period, -1)", function() return 0 end },
  { "pulse_train(t, period, 1)", function() return 1 end },
  { "pulse_train(t, period, 1.5)", function() return 1 end },
  { "if mod(t - onset, period) < width then 1 else 0", function(t, p, w, o) return one((t - o) % p < w) end },
  { "if mod(onset - t, period) < width then 1 else 0", function(t, p, w, o) return one((o - t) % p < w) end },
  { "if mod(t + onset, period) <= width then 1 else 0", function(t, p, w, o) return one((t + o) % p <= w) end },
  { "if mod(t, period) > width then 1 else 0", function(t, p, w) return one(t % p > w) end },
  { "if not (width <= mod(t, period)) then 1 else 0", function(t, p, w) return one(t % p < w) end },
  { "if mod(t, period) == 0 then 1 else 0", function(t, p) return one(t % p == 0) end },
  { "if mod(t, period) != width then 1 else 0", function(t, p, w) return one(t % p ~= w) end },
  { "if mod(t, period)/period < 0.5 then 1 else 0", function(t, p) return one(2*(t % p) < p) end },
  { "if mod(t/period, 1) >= 0.5 then 1 else 0", function(t, p) return one(2*(t % p) >= p) end },
  { "if mod(mod(t, 2*period), period) < width then 1 else 0", function(t, p, w) return one(t % p < w) end },
  { "1 - heaviside(mod(t, period) - width)", function(t, p, w) return one(t % p < w) end },
  { "pulse(mod(t, period), width, width)", function(t, p, w) return one(t % p >= w and t % p < 2*w) end },
  { "mod(t, period)/period", function(t, p) return t % p/p end },
  { "mod(-t/period, 1)", function(t, p) return -t % p/p end },
  { "floor(t/period)", function(t, p) return t//p end },
  { "ceil((t - onset)/period)", function(t, p, w, o) return -((o - t)//p) end },
  { "floor((onset - t)/period)", function(t, p, w, o) return (o - t)//p end },
  { "trunc(t/period)", function(t, p) return sign(t)*(math.abs(t)//p) end },
  { "mod(floor(t/period), 2)", function(t, p) return t//p % 2 end },
  { "floor(mod(t, 4*period)/period)", function(t, p) return t % (4*p)//p end },
  { "sign(t - onset)", function(t, p, w, o) return sign(t - o) end },
  { "if abs(t - onset) < width then 1 else 0", function(t, p, w, o) return one(math.abs(t - o) < w) end },
  { "if abs((onset - t)/period) <= 1 then 1 else 0", function(t, p, w, o) return one(math.abs(t - o) <= p) end },
  { "if width < abs(t - onset) then 1 else 0", function(t, p, w, o) return one(math.abs(t - o) > w) end },
}

-- What [scheme] makes of f over the steps from [first] to [last].
local function integral(scheme, f, first, last)
  local sum = 0
  for n = first, last - 1 do
    local a, b, c = f(2*n), f(2*n + 1), f(2*n + 2)
    sum = sum + (scheme == "euler" and a or scheme == "heun" and (a + c)/2 or (a + 4*b + c)/6)
  end
  return sum
end

-- The numbers are fixed, swept, or each node's own.
local function given(kind, numbers)
  local fixed, swept, nodes = {}, {}, {}
  for name, x in pairs(numbers) do
    fixed[#fixed + 1] = ("  param %s = %s\n"):format(name, kind == "fixed" and x or "1")
    swept[#swept + 1] = ("  %s = [%s]\n"):format(name, x)
    nodes[#nodes + 1] = ("%s = [%s, %s]"):format(name, x, x)
  end
  return table.concat(fixed), kind == "swept" and table.concat(swept) or "",
    kind == "nodes" and "network\n  nodes 2\n  dynamics P with " .. table.concat(nodes, ", ") .. "\nend\n" or ""
end

local function others()
  local schemes, kinds = { "euler", "heun", "rk4" }, { "fixed", "swept", "nodes" }
  local steps = { { 3, 1 }, { 7, 1 }, { 1, 2 }, { 35, 2 }, { 11, 1 } }
  for k, form in ipairs(jumps) do
    for turn = 0, 5 do
      local scheme, kind, step = schemes[(k + turn) % 3 + 1], kinds[turn % 3 + 1], steps[(k + turn) % 5 + 1]
      local precision = turn < 3 and "" or "precision single\n"
      lab.engine = engines[(k + turn//2) % #engines + 1]
      local p, w, o = 4 + 2*(k % 4), 1 + turn % 4, k % 9 + 1
      local first, last = -5*(turn % 2), 61
      local fixed, swept, network = given(kind, { period = decimal(p*step[1], step[2]), width = decimal(w*step[1], step[2]),
                                                  onset = decimal(o*step[1], step[2]) })
      local rows, output = run(("%smodel P\n  state x = 0\n%s  x' = (%s)/%s\nend\n%ssimulate %s with dt = %s, duration = %s, " ..
        "transient = %s\nobserve n = last(x)\nexplore e\n%send\n"):format(precision, fixed, form[1], decimal(step[1], step[2]), network, scheme, decimal(step[1], step[2]),
                decimal(last*step[1], step[2]), decimal(-first*step[1], step[2]), swept))
      local want = integral(scheme, function(t) return form[2](t, 2*p, 2*w, 2*o) end, first, last)
      local good = #rows == 1
      for _, got in ipairs(good and tables.numbers(rows[1].n) or {}) do
        good = good and math.abs(got - want) < 1e-3*math.max(1, math.abs(want)/1000)
      end
      check(good, ("%s: %s, %s, dt %s%s"):format(form[1], kind, scheme, decimal(step[1], step[2]), precision ~= "" and ", single" or ""),
            ("%s, not %s; period %d, width %d, onset %d steps from %d\n%s"):format(rows[1] and rows[1].n, want, p, w, o, first, output))
    end
  end
  lab.engine = "tcc"
  counts("ten million steps of a shifted period in single precision", pulsed("if t >= 999000 and mod(t - 0.3, 0.7) < 0.3 then 1 else 0",
         { precision = "precision single\n", dt = "0.1", duration = "1000000" }), (function()
    local sum = 0
    for n = 9990000, 9999999 do sum = sum + one((n - 3) % 7 < 3) end
    return sum
  end)(), 1)
  -- Layers of remainders and absolute values do not double the work.
  local lines = { "  l0 = t" }
  for i = 1, 60 do lines[#lines + 1] = ("  l%d = mod(abs(l%d + 0.5), a + %d)"):format(i, i - 1, 70 - i) end
  lab.write("model Deep\n  state x = 0\n  param a = 1\n" .. table.concat(lines, "\n") .. "\n  x' = if l60 < 3 then 1 else 0\nend\n" ..
            "simulate euler with dt = 1, duration = 1\nobserve y = last(x)\nexplore e\n  a = [1, 2]\nend\n")
  local begun = os.time()
  lab.says("sixty layers are compiled at once", 0, {}, "run model.mass --quiet --no-files --engine tcc")
  check(os.time() - begun <= 5, "... in less than five seconds")
end

-- ---- the time itself ----------------------------------------------------------------

local function values()
  local text = [[
model T
  state x = 0
  now = t
  x' = 0
  watch now
end
simulate euler with dt = 0.1, duration = %s
observe last_t = max(now)
explore e
end
]]
  local got, want = {}, {}
  for n = 1, 40 do
    local rows = run(text:format(decimal(n, 1)))
    got[n], want[n] = tonumber((rows[1] or {}).last_t), tonumber(decimal(n, 1))
  end
  local same = true
  for n, x in ipairs(want) do same = same and got[n] == x end
  check(same, "times are the doubles of their decimals", table.concat(got, " "))
end

-- A comparison with numbers of the nodes, made by functions, looks at those numbers and leaves
-- them alone: one step of 1 from 0 is the number itself, of every node.
local function nodes()
  for count = 1, 9 do
    local p = {}
    for i = 1, count do p[i] = tostring(i) end
    local list = "[" .. table.concat(p, ", ") .. "]"
    local rows = run(([[
model N
  state x = 0
  param p = %s
  param a = 2.5
  param b = 1
  idle = heaviside(t - b)
  x' = (if p*floor(a) > t then p else 0) + 0*b*x
end
network
  nodes %d
  dynamics N
end
simulate euler with dt = 1, duration = 1
observe n = last(x)
explore e
  b = [1, 2]
end
]]):format(count == 1 and 1 or list, count))
    local want = count == 1 and "1" or list
    check(#rows == 2 and rows[1].n == want and rows[2].n == want,
          "numbers of " .. count .. " nodes, compared with the time", ((rows[1] or {}).n or "none") .. " for " .. want)
  end
end

-- ---- the same bits ---------------------------------------------------------------------

local function bits()
  local text = pulsed("ramp(t, onset, onset + width) + pulse(t, onset, width)*sin(t) + pulse_train(t, period, 0.3)",
    { dt = "0.07", scheme = "rk4", duration = "70", width = "2.1", axes = "  onset = range(0, 7, 0.35)\n  period = [0.7, 1.4, 0.33]" })
  for _, precision in ipairs { "", "precision single\n" } do
    local first
    for _, engine in ipairs(engines) do
      lab.engine = engine
      run(precision .. text)
      first = first or lab.csv()
      check(#first > 100 and lab.csv() == first, "the same bits: " .. engine .. precision)
    end
  end
  lab.engine = "tcc"
  counts("a ramp ends at 1", pulsed("if ramp(t, 0.3, 2.1) == 1 then 1 else 0", { dt = "0.7", duration = "7" }), 7, 1)
  counts("a ramp begins at 0", pulsed("if ramp(t, onset, 7.7) == 0 then 1 else 0", { dt = "0.7", duration = "7", axes = "  onset = [2.1]" }), 4, 1)
end

durations()
pulses()
fixed()
trains()
comparisons()
others()
values()
nodes()
bits()
kit.finish()
