-- limits.lua -- quotients that are 0/0 at one point: Hodgkin-Huxley and Wong-Wang there,
-- and the lines that `check` writes anew, which are equal elsewhere.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])

-- ---- Hodgkin & Huxley 1952, by a Runge-Kutta of its own ---------------------------------

-- x/(1 - e^-x): by its series near 0.
local function linoid(x)
  return math.abs(x) < 1e-3 and 1 + x/2 + x*x/12 - x^4/720 or x/(1 - math.exp(-x))
end

local function rates(y)
  local V, m, h, n = y[1], y[2], y[3], y[4]
  return {
    10 - 120*m^3*h*(V - 50) - 36*n^4*(V + 77) - 0.3*(V + 54.387),
    linoid((V + 40)/10)*(1 - m) - 4*math.exp(-(V + 65)/18)*m,
    0.07*math.exp(-(V + 65)/20)*(1 - h) - h/(1 + math.exp(-(V + 35)/10)),
    0.1*linoid((V + 55)/10)*(1 - n) - 0.125*math.exp(-(V + 65)/80)*n,
  }
end

local function along(y, k, by)
  local z = {}
  for i = 1, 4 do z[i] = y[i] + by*k[i] end
  return z
end

local function after(V, steps, dt)
  local y = { V, 0.0529, 0.5961, 0.3177 }
  for _ = 1, steps do
    local k1 = rates(y)
    local k2 = rates(along(y, k1, dt/2))
    local k3 = rates(along(y, k2, dt/2))
    local k4 = rates(along(y, k3, dt))
    for i = 1, 4 do y[i] = y[i] + dt/6*(k1[i] + 2*k2[i] + 2*k3[i] + k4[i]) end
  end
  return y[1]
end

local hh = [[
model HH
  state V = -65
  state m = 0.0529
  state h = 0.5961
  state n = 0.3177
  param I = 10
  V' = I - 120*m^3*h*(V - 50) - 36*n^4*(V + 77) - 0.3*(V + 54.387)
  m' = 1/exprel(-(V + 40)/10)*(1 - m) - 4*exp(-(V + 65)/18)*m
  h' = 0.07*exp(-(V + 65)/20)*(1 - h) - h/(1 + exp(-(V + 35)/10))
  n' = 0.1/exprel(-(V + 55)/10)*(1 - n) - 0.125*exp(-(V + 65)/80)*n
end
simulate rk4 with dt = 0.01, duration = 5
observe v = last(V)
explore e
  initial.V = [-40, -55, -65, -40.0000001]
end
]]

local want = { after(-40, 500, 0.01), after(-55, 500, 0.01), after(-65, 500, 0.01), after(-40.0000001, 500, 0.01) }
kit.check(math.abs(want[1] + 73.55342) < 1e-5 and math.abs(want[2] + 74.19772) < 1e-5,
          "the Runge-Kutta of this test gives the known voltages", want[1] .. ", " .. want[2])
for _, engine in ipairs { "tcc", "gcc", "clang" } do
  if engine == "tcc" or kit.has(engine) then
    lab.engine = engine
    lab.gives("Hodgkin-Huxley from where its rates are 0/0, " .. engine, hh, "v", want, "", 1e-10)
  end
end
lab.engine = "tcc"
lab.gives("in single precision", "precision single\n" .. hh, "v", want, "", 1e-4)

-- The plain quotients are warned of, with the lines above, and end as NaN.
lab.write((hh:gsub("1/exprel%(%-%(V %+ 40%)/10%)", "0.1*(V + 40)/(1 - exp(-(V + 40)/10))")))
lab.says("the quotient as printed in books is warned of", 0, {
  "8:8: warning: 0/0 at V = -40; write (1 - m)/exprel(-(V + 40)/10) - 4*exp(-(V + 65)/18)*m [limit]" }, "check model.mass")

-- ---- Wong-Wang at a*x = b -------------------------------------------------------------------

-- x = 0.4 exactly where S' is looked at: H is 1/d.
lab.gives("the shipped Wong-Wang has its limit at a*x = b", [[
use ReducedWongWang
network
  dynamics ReducedWongWang with w = 0, I_o = 0.5, a = 0.25, b = 0.125
end
simulate euler with dt = 0.1, duration = 0.1
observe rate = mean(H)
explore e
  dynamics.d = [154, 100, 8]
end
]], "rate", { 1/154, 1/100, 1/8 }, "", 1e-15)

-- ---- rewritten lines -----------------------------------------------------------------------

-- What check writes for [expression] in x, with the parameters k = 3 and d = 0.5.
local function model(expression)
  return ("model M\n  state x = 0\n  param k = 3\n  param d = 0.5\n  y = %s\n  watch y\n  x' = 0*y*k*d\nend\n"):format(expression)
      .. "simulate euler with dt = 1, duration = 1\nobserve o = mean(y)\nexplore e\n" ..
      "  initial.x = [-7.5, -1, -0.3, 0.02, 0.9, 2.75, 20, 3, 0]\nend\n"
end

local function column(expression)
  local rows, output = lab.run(model(expression))
  local list = {}
  for i, row in ipairs(rows) do list[i] = tonumber(row.o) or row.o end
  return list, output
end

local cases = {
  -- expression, warned of, value at its zero (x = 3 or x = 0)
  { "(x - k)/(1 - exp(-(x - k)/d))", 3, 0.5 }, { "x/(exp(x) - 1)", 0, 1 }, { "k*x/expm1(2*x)", 0, 1.5 },
  { "sin(d*x)/x", 0, 0.5 }, { "tanh(x/d)/(k*x)", 0, 2/3 }, { "-x*k/(1 - exp(d*x))", 0, 6 },
  { "(exp(x) - 1)/(1 - exp(-2*x))", 0, 0.5 }, { "2 + (1 + x)*x/(1 - exp(-x))*d", 0, 2.5 },
  { "1/(1 - exp(k - x))*(x - k)", 3, 1 }, { "(2*x - 2*k)/(exp(x - k) - 1)/d", 3, 4 },
  { "x^2*x/(exp(x) - 1)", 0, 0 },
}
for _, case in ipairs(cases) do
  local expression, zero, value = table.unpack(case)
  lab.write(model(expression))
  local output, code = lab.call("check model.mass")
  local line = output:match("warning: 0/0 [^;]*; write ([^\n]*) %[limit%]\n")
  if kit.check(code == 0 and line, expression .. " is warned of", output) then
    local old, new = column(expression), column(line)
    local bad
    for i = 1, 7 do
      if not (math.abs(old[i] - new[i]) <= 1e-12*math.abs(old[i])) then bad = ("row %d: %s, %s"):format(i - 1, old[i], new[i]) end
    end
    kit.check(#new == 9 and not bad, ("%s is %s elsewhere"):format(line, expression), bad)
    local at = new[zero == 3 and 8 or 9]
    kit.check(type(at) == "number" and math.abs(at - value) < 1e-14, ("%s has its limit"):format(line), tostring(at))
    kit.check(not lab.call("check model.mass"):find("[limit]", 1, true), line .. " is not warned of")
  end
end

for _, quiet in ipairs { "x/(1 + exp(-x))", "1/(1 - exp(-x))", "(x - 1)/(1 - exp(-x))", "x/(x + k)", "x^2/(x^2 + k^2)",
                         "if x == 0 then 1 else x/(exp(x) - 1)", "(1 - exp(-x))/k", "sin(x)/k", "exp(x)/(1 - exp(-exp(x)))",
                         "x/(1 - exp(-k*x*x - 1))", "log(x)/(x + 1)" } do
  lab.write(model(quiet))
  kit.check(not lab.call("check model.mass"):find("warning", 1, true), "no word about " .. quiet)
end

-- Functions of several arguments, of which each varies in turn, and long lines.
local function of_function(body, call)
  return ("model M\n  state V = -60\n  vtrap(%s\n  V' = 0*V + %s\nend\n"):format(body, call)
end
for _, case in ipairs {
  { "x, y) = x/(exp(x/y) - 1)", "vtrap(V, 5)", "3:17: warning: 0/0 at x = 0; write y/exprel(x/y) [limit]" },
  { "v, a, v0, k) = a*(v - v0)/(1 - exp(-(v - v0)/k))", "vtrap(V, 0.1, -40, 10)",
    "0/0 where -(v - v0)/k = 0; write a*k/exprel(-(v - v0)/k) [limit]" },
  { "k, V) = V/(1 - exp(-V/k))", "vtrap(10, V)", "0/0 at V = 0; write k/exprel(-V/k) [limit]" },
  { "x) = x", "13/7 + 17/9*V + 19/11*V^2 + 23/13*V^3 + 29/17*V^4 + 31/19*V^5 + V/(exp(V) - 1)",
    "write 0*V + 13/7 + 17/9*V + 19/11*V^2 + 23/13*V^3 + 29/17*V^4 + 31/19*V^5 + 1/exprel(V) [limit]" },
  { "x) = x", ("123456789*V*V + "):rep(20) .. "V/(exp(V) - 1)", "write 1/exprel(V) in its place [limit]" },
} do
  lab.write(of_function(case[1], case[2]))
  lab.says("warned of in " .. case[1] .. ", " .. case[2]:sub(1, 20), 0, { case[3] }, "check model.mass")
end
for _, body in ipairs { "x, y) = x/(1 + exp(x/y))", "x, y) = x/y", "x, n, k) = x^n/(x^n + k^n)", "x, y) = (x - y)/(x + y)",
                        "x, y) = if abs(x/y) < 1e-6 then y - x/2 else x/(exp(x/y) - 1)", "x, k) = 1/(1 - exp(-x/k))" } do
  lab.write(of_function(body, "vtrap(V, " .. (body:find("n") == 4 and "2, 3)" or "5)")))
  local output, code = lab.call("check model.mass")
  kit.check(code == 0 and not output:find("[limit]", 1, true), "no word about the function of " .. body, output)
end

-- Names written out double with each line; the search ends all the same.
local lines = { "  l0 = x" }
for i = 1, 60 do lines[#lines + 1] = ("  l%d = l%d*(1 - l%d)/(1 - exp(-l%d))"):format(i, i - 1, i - 1, i - 1) end
lab.write("model Deep\n  state x = 0.5 in [0.1, 1]\n" .. table.concat(lines, "\n") .. "\n  x' = l60\nend\n")
local begun = os.time()
lab.says("sixty lines that double are checked at once", 0, {}, "check model.mass")
kit.check(os.time() - begun <= 5, "... in less than five seconds")
kit.finish()
