-- units.lua -- units act: whatever unit a value is declared in, the kernel counts in one.
--
--   lua5.4 tests/units.lua out/massc
--
-- Expected: closed forms, and the same model with the number written in the coherent unit,
-- its power of ten moved in the decimal by hand: to the bit there, where a unit is no power
-- of ten to 1e-13.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])

kit.uses("tests/units.lua")

-- ---- what was wrong once ----------------------------------------------------------

lab.gives("a time constant in seconds", [[
model Leak
  state x = 1
  param tau = 0.02 [s]
  x' = -x/tau
end
simulate rk4 with dt = 0.1 ms, duration = 20 ms
observe left = last(x)
explore e
end]], "left", { math.exp(-1) }, nil, 1e-10)

lab.gives("a second and five milliseconds", [[
param a = 1 [s]
param b = 5 [ms]
observe ms_ = a + b
explore e
end]], "ms_", { 1005 })

lab.gives("an input in Hz, a time constant in ms", [[
model R
  state r = 0 [1]
  param nu = 5 [Hz]
  param tau = 100 [ms]
  r' = (nu*tau - r)/tau
end
simulate rk4 with dt = 1 ms, duration = 5 s
observe r_ = last(r)
explore e
  nu = [5, 10]
end]], "r_", { 0.5, 1 })

-- ---- where a unit stands -----------------------------------------------------------

local places = [[
model M
  state V = -0.05 [V]
  param A = 3
  param g = 2*3 [nS]
  param R = 2 kΩ
  param E = -(30 + 40) [mV]
  param tau = 10 ms
  two = 2 [A] + 0*A*(1 nA)
  y = A*(V + 10 mV) [V]
  z = V + (10 [mV])
  f(v) = v/(5 mV) [1]
  V' = 0*(E - V)/tau
  watch two, y, z
end
simulate euler with dt = 1 ms, duration = 2 ms
observe amperes = last(two) [A]
observe conductance = last(g*V/V)
observe resistance = last(R*V/V) [Ohm]
observe rest = last(E*V/V)
observe volts = last(y)
observe shifted = last(z)
observe number = last(f(V))
explore e
  E = grid(-70 mV, -0.06 V, 2)
end]]
lab.gives("a bracket is the ampere, the name a parameter", places, "amperes", { 2, 2 })
for name, want in pairs { conductance = 0.006, resistance = 2000, volts = -0.12, shifted = -40, number = -10 } do
  lab.gives("units at the end of a declaration: " .. name, places, name, { want, want }, nil, 1e-13)
end
lab.gives("ends of a grid in two units", places, "rest", { -70, -60 })
local _, said = lab.run(places)
kit.check(not said:find("%[units%]"), "nothing is told of these", said)

-- ---- every kind in other units ------------------------------------------------------

-- { unit, the power of ten it is of the coherent unit, factor besides }
local kinds = {
  { coherent = "ms", { "s", 3 }, { "us", -3 }, { "ns", -6 }, { "min", 4, 6 }, { "h", 5, 36 } },
  { coherent = "kHz", { "Hz", -3 }, { "MHz", 3 }, { "1/s", -3 }, { "s^-1", -3 }, { "1/ms", 0 } },
  { coherent = "mV", { "V", 3 }, { "uV", -3 }, { "nV", -6 } },
  { coherent = "nA", { "A", 9 }, { "mA", 6 }, { "uA", 3 }, { "pA", -3 } },
  { coherent = "uS", { "S", 6 }, { "mS", 3 }, { "nS", -3 }, { "pS", -6 }, { "1/MOhm", 0 } },
  { coherent = "MOhm", { "Ohm", -6 }, { "kOhm", -3 }, { "GOhm", 3 }, { "ohm", -6 }, { "V/A", -6 } },
  { coherent = "nF", { "F", 9 }, { "uF", 3 }, { "pF", -3 }, { "s/Ohm", 9 } },
  { coherent = "pC", { "C", 12 }, { "nC", 3 }, { "fC", -3 }, { "A*s", 12 } },
  { coherent = "mm", { "m", 3 }, { "cm", 1 }, { "um", -3 }, { "dm", 2 } },
  { coherent = "uL", { "L", 6 }, { "mL", 3 }, { "mm^3", 0 }, { "m^3", 9 }, { "l", 6 } },
  { coherent = "mM", { "M", 3 }, { "uM", -3 }, { "nM", -6 }, { "mol/L", 3 }, { "mol/m^3", 0 } },
  { coherent = "degC", { "degC", 0 } },
  { coherent = "1", { "%", -2 }, { "rad", 0 }, { "V/mV", 3 }, { "deg", 0, math.pi/180 } },
  { coherent = "mm/ms", { "m/s", 0 }, { "cm/s", -2 }, { "um/ms", -3 } },
  { coherent = "nA/mm^2", { "uA/cm^2", 1 }, { "A/m^2", 3 }, { "pA um^-2", 3 } },
  { coherent = "mV/sqrt(ms)", { "uV/ms^0.5", -3 }, { "V/ms^(1/2)", 3 }, { "V/sqrt(s)", 3, 1/math.sqrt(1000) } },
  { coherent = "1/(mV*ms)", { "1/(V*s)", -6 }, { "1/mV/ms", 0 }, { "(mV*ms)^-1", 0 }, { "kHz/V", -3 } },
  { coherent = "kHz/nA", { "Hz/pA", 0 }, { "Hz/nA", -3 }, { "1/(ms*nA)", 0 } },
}

local model = [[
model M
  state x = 0.3 [1]
  param p = %s [%s] in [0, %s]
  param q = [%s, %s] [%s]
  x' = (1 - x*p/(1 [%s]) - q/(2 [%s])*x^2)/(10 ms)
end
network
  nodes 2
  dynamics M
end
simulate heun with dt = 0.1 ms, duration = 2 ms
observe m = mean(x)
observe each = last(x)
observe p_ = p [%s]
observe q_ = last(q*x)
explore e
  %s
end
]]

local function text(unit, tens, axis)
  local function in_unit(digits) return ("%se%d"):format(digits, -tens) end
  local coherent = unit.of
  return model:format(in_unit "1.37", unit[1], in_unit "9", in_unit "0.57", in_unit "1.1", unit[1], coherent, coherent,
                      coherent, axis(in_unit))
end

local axes = {
  { "a value", function() return "" end, "" },
  { "a grid", function(n) return ("p = grid(%s, %s, 4)"):format(n "0.1", n "0.7") end },
  { "a list", function(n) return ("p = [%s, %s, %s]"):format(n "0.57", n "1.1", n "2.3") end },
  { "a range", function(n) return ("p = range(%s, %s, %s)"):format(n "0.1", n "0.5", n "0.1") end },
  { "decades", function(n) return ("p = loggrid(%s, %s, 5)"):format(n "0.1", n "3") end },
  { "lists of nodes", function(n) return ("q = [[%s, %s], [%s, %s]]"):format(n "0.57", n "1.1", n "2.3", n "0.1") end },
}

-- Columns that do not show the axis itself.
local function shown(csv)
  local rows, out = tables.read(csv), {}
  for i, row in ipairs(rows) do out[i] = ("%s %s %s %s"):format(row.m, row.each, row.p_, row.q_) end
  return table.concat(out, "\n")
end

local function numbers(s)
  local list = {}
  for x in s:gmatch("[-+%w.]+") do list[#list + 1] = tonumber(x) end
  return list
end

local function close(a, b, most)
  local x, y = numbers(a), numbers(b)
  if #x ~= #y or #x == 0 then return false end
  for i = 1, #x do
    if not (math.abs(x[i] - y[i]) <= most*math.max(1, math.abs(y[i]))) then return false end
  end
  return true
end

local function compare(title, unit, axis, options)
  lab.run(text({ unit.coherent, of = unit.coherent }, 0, axis), options)
  local want = shown(lab.csv())
  for _, other in ipairs(unit) do
    local tens, factor = other[2], other[3]
    local function scaled(digits)
      return factor and ("%.17ge%d"):format(digits/factor, -tens) or ("%se%d"):format(digits, -tens)
    end
    local mine = { other[1], of = unit.coherent }
    local coherent = model:format(scaled "1.37", mine[1], scaled "9", scaled "0.57", scaled "1.1", mine[1], unit.coherent,
                                  unit.coherent, unit.coherent, axis(scaled))
    local _, output = lab.run(coherent, options)
    local got = shown(lab.csv())
    local good
    if factor then good = close(got, want, options and 1e-6 or 1e-13) else good = got == want end
    kit.check(good and got ~= "" and not output:find("warning"), ("%s: %s in [%s] as in [%s]"):format(title, unit.coherent, other[1], unit.coherent),
              output .. "\n" .. got .. "\n" .. want)
  end
end

for _, unit in ipairs(kinds) do
  for k, axis in ipairs(axes) do
    if k <= 2 or unit.coherent == "ms" or unit.coherent == "nA" or unit.coherent == "nA/mm^2" then
      compare(axis[1], unit, axis[2])
    end
  end
end
for _, axis in ipairs(axes) do compare(axis[1] .. ", single", kinds[4], axis[2], "--real f32") end

-- ---- states, bounds, starts, noise, stimulus, coupling ---------------------------------

local cell = [[
model Cell
  state V = %s [%s] in [%s, %s] clamp [%s, %s]
  state phi = 0 [%s] wrap [%s, %s]
  state U = [%s, %s] [%s] ~ Uniform(%s, %s)
  param tau = 20 [ms]
  param E = -60 [mV]
  param C = 0.2 [nF]
  input c [nA]
  V' = (E - V)/tau + c/C
  phi' = V/(3 ms)
  U' = (V - U)/tau
end
coupling Gap "ohmic"
  from x
  param G = 0.1
  pre  = x_j - x_i
  post = G*sum
end
network
  nodes 2
  dynamics Cell
  graph    weights = ones - eye
  coupling c = Gap(V) with G = %s
  noise    additive on V with sigma = %s, key = 4
  stimulus on V, U = drive*pulse(t, 1 ms, 2 ms) with drive = %s
end
simulate heun with dt = 0.1 ms, duration = 5 ms
observe a = mean(V/(1 mV))
observe b = last(phi/(1 mV))
observe d = std(U)/(1 mV)
observe own = mean(V)
observe square = var(V)
observe volts = mean(V) [V]
record V, U every 1 ms
explore e
  %s
end
]]
local function cells(volts, rest)
  local function v(mv) return volts and mv .. "e-3" or mv end
  local u = volts and "V" or "mV"
  return cell:format(v "-65.5", u, v "-90", v "50", v "-72.25", v "-61.1", u, v "-30.3", v "30.7", v "-70.3", v "-55.7", u,
                     v "-1", v "1", volts and "20 [nS]" or "0.02 [uS]", volts and "0.0015 [V/sqrt(ms)]" or "1.5 [mV/sqrt(ms)]",
                     volts and "0.0007 [V/ms]" or "0.7 [mV/ms]", rest)
end

local function both(title, rest, options, most)
  local rows, series = {}, {}
  for k = 1, 2 do
    local output
    rows[k], output = lab.run(cells(k == 2, rest[k] or rest), options)
    series[k] = kit.read(lab.home .. "/out/e.results.csv") or ""
    kit.check(#rows[k] > 0 and not output:find("warning"), title .. ": it runs", output)
  end
  for i, row in ipairs(rows[1]) do
    local other = rows[2][i] or {}
    for _, name in ipairs { "a", "b", "d" } do
      local same = row[name] == other[name]
      if most then same = close(row[name] or "", other[name] or "", most) end
      kit.check(same, ("%s: %s of row %d"):format(title, name, i - 1), ("%s and %s"):format(row[name], other[name]))
    end
    kit.check(close(row.own .. "e-3", other.own, 1e-15), title .. ": a state's column is in its own unit", row.own .. " " .. other.own)
    kit.check(close(row.own .. "e-3", row.volts, 1e-15), title .. ": a column in the unit behind it", row.own .. " " .. row.volts)
    kit.check(close(row.square, other.square, most or 0), title .. ": a variance is in the square of the coherent unit", row.square .. " " .. other.square)
  end
  local mv, v = tables.read(series[1]), tables.read(series[2])
  local wrong = #mv == 0 and "no samples"
  for i = 1, #mv do
    for _, name in ipairs { "V", "U" } do
      if not close(mv[i][name] .. "e-3", v[i] and v[i][name] or "", most or 1e-15) then wrong = mv[i][name] .. " " .. v[i][name] end
    end
  end
  kit.check(not wrong, title .. ": what is recorded is in the unit of the state", wrong)
end

both("volts", "")
both("volts that are swept", { "initial.V = grid(-70, -62, 3)", "initial.V = grid(-0.07, -0.062, 3)" })
both("starts of nodes", { "initial.U = [[-70, -60], [-50, -40]]", "initial.U = [[-0.07, -0.06], [-0.05, -0.04]]" })
both("a start of one exploration", { "initial.V = -66.6", "initial.V = -66.6 mV" })
both("swept noise", { "noise.sigma = [0.5, 1.5]", "noise.sigma = [0.0005, 0.0015]" })
both("a swept stimulus", { "stimulus.drive = [0.5, 1.5]", "stimulus.drive = [0.0005, 0.0015]" })
both("a swept coupling", { "coupling.c.G = [0.01, 0.03]", "coupling.c.G = [10, 30]" })
both("trials that draw", "trials 3", nil, 1e-13)
both("averages of trials", "trials 3 average", nil, 1e-13)

lab.gives("a mean over trials, in volts", cells(true, [[
trials 3
  observe all_ = mean(mean(V) over trial)
  observe mv = mean(mean(V) over trial) [mV]
  observe ratio = mean(mean(V) over trial)/(1 [V]) - mean(mean(V) over trial)/(1000 mV)]]), "ratio", { 0, 0, 0 })
for i, row in ipairs(tables.read(lab.csv())) do
  kit.check(close(row.all_ .. "e3", row.mv, 1e-15) and math.abs(tonumber(row.all_)) < 0.1, "a mean over trials in its unit, row " .. i, row.all_ .. " " .. row.mv)
end
lab.run(cells(true, "trials 3\n  observe mean_V = mean(mean(V over node) over trial) every 1 ms\n  observe low = mean(V over node) [V] every 1 ms"))
local made, low = tables.read(kit.read(lab.home .. "/out/e.mean_V.csv") or ""), tables.read(kit.read(lab.home .. "/out/e.low.csv") or "")
for i, row in ipairs(made) do
  local sum = 0
  for k = 0, 2 do sum = sum + tonumber((low[i + k*#made] or {}).low or "nan") end
  kit.check(close(row.mean_V .. "e3", (1e3*sum/3) .. "", 1e-12), "a series made of all trials is in the unit of the state, sample " .. i, row.mean_V .. " " .. sum/3)
end
kit.check(#made > 0 and #low == 3*#made, "there are series of trials, and one made of them", #made .. " " .. #low)

lab.run(cells(true, [[
trials 3
  observe late = max(mean(V over trial))
  observe late_mv = max(mean(V over trial)) [mV]
  observe curve = mean(V over trial)]]))
local rows, curve = tables.read(lab.csv()), tables.read(kit.read(lab.home .. "/out/e.curve.csv") or "")
local most = -math.huge
for _, row in ipairs(curve) do most = math.max(most, tonumber(row.curve) or 0/0) end
for i, row in ipairs(rows) do
  kit.check(close(row.late, most .. "", 1e-12) and close(row.late .. "e3", row.late_mv, 1e-15), "what is made late is in the unit of the state, row " .. i,
            row.late .. " " .. row.late_mv .. " " .. most)
end
kit.check(#rows == 3 and #curve > 50, "there are columns that are made late", #rows .. " " .. #curve)

-- ---- the command line -----------------------------------------------------------------

local leak = [[
model Leak
  state x = 1 [1]
  param tau = 0.02 [s]
  x' = -x/tau
end
simulate rk4 with dt = 0.1 ms, duration = 20 ms
observe left = last(x)
observe tau_ = last(tau*x/x)
explore e
end]]
local function left(ms) return math.exp(-20/ms) end
lab.gives("--set in another unit", leak, "left", { left(10) }, "--set 'tau=10 ms'", 1e-9)
lab.gives("--set without a blank", leak, "left", { left(10) }, "--set tau=10ms", 1e-9)
lab.gives("--set in the declared unit", leak, "left", { left(10) }, "--set tau=0.01", 1e-9)
lab.gives("--axis in the declared unit", leak, "left", { left(10), left(20) }, "--axis 'tau=[0.01, 0.02]'", 1e-9)
lab.gives("--axis in another unit", leak, "left", { left(10), left(20), left(30) }, "--axis 'tau=grid(10 ms, 30 ms, 3)'", 1e-9)
for i, row in ipairs(tables.read(lab.csv())) do
  kit.check(row.tau == ("0.0%d"):format(i), "an axis is shown in the unit that is declared", row.tau)
end
lab.gives("a parameter's column", leak, "tau_", { 20 })

-- ---- what files say of units --------------------------------------------------------------

if kit.has "ncdump" then
  lab.run(cells(true, "initial.V = [-0.07, -0.06]"))
  local said = kit.run("ncdump -h " .. lab.home .. "/out/e.nc")
  for _, word in ipairs { 'initial.V:units = "V"', 'own:units = "V"', 'square:units = "mV^2"', 'volts:units = "V"', 'results:units = "V"' } do
    kit.check(said:find(word, 1, true), "NetCDF says " .. word, said:sub(1, 3000))
  end
  kit.check(not said:find("\ta:units", 1, true), "a pure number has no unit", said:sub(1, 3000))
else
  kit.skip("units in NetCDF", "ncdump is not installed")
end

-- ---- models that leave them out -------------------------------------------------------------

local silent = [[
model S
  state x = 1
  param a = 2
  x' = -a*x + sin(t) + exp(x)*pulse(t, 1 ms, 2 ms)
end
network
  nodes 2
  dynamics S
  graph weights = ones
  noise additive with sigma = 0.1
  stimulus on x = sin(0.1*t)
end
simulate heun with dt = 0.1, duration = 1
observe m = mean(x)
observe labelled = mean(x) [V]
observe sum_ = mean(x) + std(x)^2
explore e
end]]
local rows, output = lab.run(silent)
kit.check(#rows == 1 and output == "" or not output:find("warning"), "a model without units has nothing to be told", output)
kit.check(rows[1] and rows[1].m == rows[1].labelled, "a unit of what has none is a label", rows[1] and rows[1].labelled)

-- ---- random models ------------------------------------------------------------------------------

-- A chain of leaky states, each of one kind, with parameters in random units of their kinds: the same bits as in
-- coherent units.
math.randomseed(20260)
local pool = { kinds[1], kinds[3], kinds[4], kinds[5], kinds[7], kinds[11] }
local function decimal(unit)
  local list = { { unit.coherent, 0 } }
  for _, other in ipairs(unit) do
    if not other[3] then list[#list + 1] = other end
  end
  return list[math.random(#list)]
end
local function random_model()
  local plain, mixed = {}, {}
  local function add(line, ...) plain[#plain + 1], mixed[#mixed + 1] = line, line end
  local function declare(word, name, unit, digits, behind)
    local other = decimal(unit)
    plain[#plain + 1] = ("  %s %s = %s [%s]"):format(word, name, digits, unit.coherent)
    mixed[#mixed + 1] = ("  %s %s = %se%d [%s]"):format(word, name, digits, -other[2], other[1])
  end
  local states = math.random(1, 4)
  local units = {}
  add "model M"
  for i = 1, states do
    units[i] = pool[math.random(2, #pool)]
    declare("state", "x" .. i, units[i], ("%.3f"):format(math.random()*4 - 2))
    declare("param", "tau" .. i, kinds[1], ("%.2f"):format(1 + 9*math.random()))
    declare("param", "e" .. i, units[i], ("%.4f"):format(math.random()*4 - 2))
    declare("param", "s" .. i, units[i], ("%.2f"):format(0.5 + math.random()))
  end
  for i = 1, states do
    local j = math.random(states)
    add(("  g%d = tanh(x%d/s%d) + if x%d > e%d then 0.5 else exp(-(x%d/s%d)^2)"):format(i, j, j, i, i, i, i))
    add(("  x%d' = (e%d - x%d + s%d*g%d*cos(t/tau%d))/tau%d"):format(i, i, i, i, i, j, j))
  end
  add "end\nsimulate heun with dt = 0.1 ms, duration = 10 ms"
  for i = 1, states do
    add(("observe m%d = mean(x%d/s%d)\nobserve l%d = last(g%d)\nobserve o%d = std(x%d) + max(x%d) - e%d [%s]"):format(
        i, i, i, i, i, i, i, i, i, units[i].coherent))
  end
  add "explore e\nend"
  return table.concat(plain, "\n"), table.concat(mixed, "\n")
end
for i = 1, 60 do
  local plain, mixed = random_model()
  local _, said = lab.run(plain)
  local want = lab.csv()
  local _, output = lab.run(mixed)
  kit.check(lab.csv() == want and want ~= "" and not (said .. output):find("%[units%]"), "random model " .. i, said .. output .. mixed .. "\n" .. lab.csv() .. want)
end

kit.finish()
