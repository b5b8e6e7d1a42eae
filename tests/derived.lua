-- derived.lua -- parameters and initial values that follow from parameters.
--
--   lua5.4 tests/derived.lua out/massc
--
-- Expected: the same model written out, with a derived quantity or with numbers in the place of
-- each formula, which gives the same table to the bit on each engine and in each precision; and
-- closed forms.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])

kit.uses("tests/derived.lua")

local engines = { "tcc" }
for _, cc in ipairs { "gcc", "clang" } do
  if kit.has(cc) then engines[#engines + 1] = cc else kit.skip("derived parameters on " .. cc, "not installed") end
end

-- The table of exploration e, without the columns of the axes that [drop] names.
local function table_of(text, options)
  local _, output, code = lab.run(text, options)
  return code == 0 and lab.csv() or output
end

-- Two texts, one table, on each engine and in both precisions.
local function same(title, one, other, options, of_other)
  for _, engine in ipairs(engines) do
    lab.engine = engine
    for _, real in ipairs { "f64", "f32" } do
      local got = table_of(one, (options or "") .. " --real " .. real)
      local want = table_of(other, (of_other or options or "") .. " --real " .. real)
      kit.check(got == want and got:find("\n.*%d.*\n"), ("%s (%s, %s)"):format(title, engine, real), got .. "\n" .. want)
    end
  end
  lab.engine = "tcc"
end

-- ---- parameters of a model ---------------------------------------------------------

-- Holes: how c, b, d and e are declared, and what is explored.
local body = [[
model M
  state x = 0.3
  state y = -0.1
  param a = 1.7
  %s
  %s
  %s
  %s
  f(v) = v^2 + a
  x' = -b*x + c*y - d*x^3
  y' = e*x - 2*a*y + b - 2*a
end
%s
simulate heun with dt = 0.01, duration = 2
observe p = last(x)
observe q = last(y) + b
explore e
%s
end
]]
local function derived(before, inside)
  return body:format("param c = sqrt(b) + exp(-a)", "param b = 2*a", "param d = if b > 3 then f(b)/7 else b*a - 0.5",
                     "param e = d - a*b", before or "", inside or "")
end
-- A derived quantity in the place of each; what is observed of b is computed of a.
local function let(before, inside)
  return (body:gsub("last%(y%) %+ b", "last(y) + 2*a")):format("c = sqrt(b) + exp(-a)", "b = 2*a",
         "d = if b > 3 then f(b)/7 else b*a - 0.5", "e = d - a*b", before or "", inside or "")
end

same("as derived quantities", derived(), let())
same("an axis on what they follow from", derived("", "  a = [0.5, 1.7, 2.25]"), let("", "  a = [0.5, 1.7, 2.25]"))
same("--set of what they follow from", derived(), let(), "--set a=2.25")
same("with", derived("network\n  dynamics M with a = 0.7\nend"), let("network\n  dynamics M with a = 0.7\nend"))
same("a value of an exploration", derived("", "  dynamics.a = 0.7"), let("", "  dynamics.a = 0.7"))
same("many points", derived("", "  a = grid(0.5, 2, 100)"), let("", "  a = grid(0.5, 2, 100)"), "--threads 2")
same("a grid and trials", derived("", "  a = grid(0.5, 2, 3)\n  trials 2"), let("", "  a = grid(0.5, 2, 3)\n  trials 2"))

-- A point of a sweep is the run with its values set: also where the value stands in the place of a formula.
local function rows(text, options)
  local list = {}
  for i, row in ipairs((lab.run(text, options))) do list[i] = row.p .. " " .. row.q end
  return list
end
for _, engine in ipairs(engines) do
  lab.engine = engine
  for name, values in pairs { a = { 0.5, 1.7, 2.25 }, b = { 0.5, 3.4, 7 }, d = { 0.25, 3.1 } } do
    local swept = rows(derived("", ("  %s = [%s]"):format(name, table.concat(values, ", "))))
    for i, v in ipairs(values) do
      local set = rows(derived(), ("--set %s=%s"):format(name, v))
      local with = rows(derived(("network\n  dynamics M with %s = %s\nend"):format(name, v)))
      local own = rows(derived("", ("  dynamics.%s = %s"):format(name, v)))
      kit.check(swept[i] and swept[i] == set[1] and set[1] == with[1] and with[1] == own[1],
                ("%s = %g as an axis, by --set, with and in an exploration (%s)"):format(name, v, engine),
                table.concat({ tostring(swept[i]), tostring(set[1]), tostring(with[1]), tostring(own[1]) }, "\n"))
    end
  end
end
lab.engine = "tcc"

-- A product behind a name is a number of its own: with d = a*b, d - a*b is 0, whatever a and b are.
lab.gives("a difference of equal products is zero", [[
model Z
  state x = 0
  param a = 0.1, b = 0.3, d = a*b, half = d/2
  x' = d - a*b + (a*b - half*2) + 0*b
end
simulate euler with dt = 1, duration = 1
observe r = last(x)
explore e
  a = [0.1, 0.7, 1.1]
end]], "r", { 0, 0, 0 }, nil, 0)

-- Random formulas of earlier parameters, as parameters and as derived quantities.
local seed = 7
local function below(n)                                     -- 0 to n - 1
  seed = (seed*1103515245 + 12345) % 2147483648
  return seed//65536 % n
end
local function expression(names, depth)
  local function sub() return expression(names, depth - 1) end
  local kind = depth == 0 and below(3) or below(12)
  if kind < 2 then return names[1 + below(#names)] end
  if kind == 2 then return ("%d.%d"):format(below(4), 1 + below(9)) end
  if kind < 5 then return ("(%s + %s)"):format(sub(), sub()) end
  if kind < 7 then return ("(%s - %s)"):format(sub(), sub()) end
  if kind < 9 then return ("%s*%s"):format(sub(), sub()) end
  if kind == 9 then return ("%s/(%s^2 + 1)"):format(sub(), sub()) end
  if kind == 10 then return ("g(%s, %s)"):format(sub(), sub()) end
  return ("(if %s < %s then tanh(%s) else cos(%s))"):format(sub(), sub(), sub(), sub())
end
for case = 1, 12 do
  local names, lines = { "a", "b" }, {}
  for i = 1, 6 do
    lines[i] = ("q%d = %s"):format(i, expression(names, 3))
    names[#names + 1] = "q" .. i
  end
  local rate = expression(names, 3)
  local function whole(word)
    return ("model Q\n  state x = 0.5\n  param a = 1.3\n  param b = -0.7\n  g(u, v) = u*v - v*u + u + b\n  %s%s\n"):format(
             word, table.concat(lines, "\n  " .. word))
           .. ("  x' = tanh(%s)*(1 - x) - 0.1*x + 0*(%s)\nend\n"):format(rate, table.concat(names, " + "))
           .. "simulate heun with dt = 0.1, duration = 1\nobserve r = last(x)\nexplore e\n  a = [1.3, 0.2, -2]\nend"
  end
  same("random formulas " .. case, whole("param "), whole(""))
end

-- A value in the place of b does not move a, and what follows from b follows it.
local line = [[
model L
  state x = 0
  param c = 2*b
  param b = 3*a
  param a = 1
  x' = a + 10*b + 100*c
end
simulate euler with dt = 1, duration = 1
observe r = last(x)
explore e
%s
end]]
local function of(a, b, c) return a + 10*b + 100*c end
lab.gives("in any order of the text", line:format(""), "r", { of(1, 3, 6) })
lab.gives("an axis on the first", line:format("  a = [2, 4]"), "r", { of(2, 6, 12), of(4, 12, 24) })
lab.gives("an axis in the middle", line:format("  b = [2, 4]"), "r", { of(1, 2, 4), of(1, 4, 8) })
lab.gives("an axis on the last", line:format("  c = [2, 4]"), "r", { of(1, 3, 2), of(1, 3, 4) })
lab.gives("axes on the first and the middle", line:format("  a = [2, 4]\n  b = [1, 5]"), "r",
          { of(2, 1, 2), of(2, 5, 10), of(4, 1, 2), of(4, 5, 10) })
lab.gives("--set in the middle, an axis on the first", line:format("  a = [2, 4]"), "r", { of(2, 5, 10), of(4, 5, 10) }, "--set b=5")
lab.gives("a value of the exploration in the middle", line:format("  dynamics.b = 5\n  a = [2, 4]"), "r", { of(2, 5, 10), of(4, 5, 10) })
lab.gives("--axis", line:format(""), "r", { of(1, 7, 14), of(1, 8, 16) }, "--axis 'b=[7, 8]'")

-- ---- initial values ------------------------------------------------------------------

local start = [[
model S
  state x = a
  state y = exp(a)*x0
  param a = 0.5
  param x0 = 2*a
  x' = 0
  y' = 0
end
%s
simulate euler with dt = 1, duration = 1
observe r = last(x)
observe s = last(y)
explore e
%s
end]]
local function e_of(a, x0) return math.exp(a)*(x0 or 2*a) end
lab.gives("initial values", start:format("", ""), "s", { e_of(0.5) })
lab.gives("initial values of an axis", start:format("", "  a = [0, 1, 3]"), "s", { e_of(0), e_of(1), e_of(3) })
lab.gives("initial values of two axes", start:format("", "  a = [0, 1]\n  x0 = [1, 2]"), "s", { e_of(0, 1), e_of(0, 2), e_of(1, 1), e_of(1, 2) })
lab.gives("an axis in their place", start:format("", "  initial.x = [4, 5]"), "r", { 4, 5 })
lab.gives("--set in their place", start:format("", "  a = [4, 5]"), "r", { 9, 9 }, "--set initial.x=9")
lab.gives("with in their place", start:format("network\n  dynamics S with x = 9, a = 3\nend", ""), "r", { 9 })
lab.gives("beside it the other one", start:format("network\n  dynamics S with x = 9, a = 3\nend", ""), "s", { e_of(3) })

-- ---- a value for each node ---------------------------------------------------------------

local nodes = [[
model N
  state x = b
  param a = [1, 2, 4]
  param b = 2*a + k
  param k = 1
  input c
  x' = c
end
coupling Own
  from x
  param g = 10
  param h = g/2
  pre  = h*x_j
  post = sum + h
end
network
  nodes 3
  graph weights = ones - eye
  coupling c = Own(x)%s
end
simulate euler with dt = 1, duration = 1
observe r = last(x)
observe b_ = b + 0*max(x)
explore e
%s
end]]
-- One step of Euler from x = b with sums over the two others.
local function step(b, h)
  local r = {}
  for i = 1, 3 do r[i] = b[i] + h*(b[1] + b[2] + b[3] - b[i]) + h end
  return r
end
for _, engine in ipairs(engines) do
  lab.engine = engine
  lab.gives("a value a node (" .. engine .. ")", nodes:format("", ""), "r", { step({ 3, 5, 9 }, 5) })
  lab.gives("it is observed as such (" .. engine .. ")", nodes:format("", ""), "b_", { { 3, 5, 9 } })
  lab.gives("and moved by an axis (" .. engine .. ")", nodes:format("", "  k = [0, 2]"), "r", { step({ 2, 4, 8 }, 5), step({ 4, 6, 10 }, 5) })
  lab.gives("an axis of lists (" .. engine .. ")", nodes:format("", "  a = [[0, 0, 1], [5, 6, 7]]"), "r", { step({ 1, 1, 3 }, 5), step({ 11, 13, 15 }, 5) })
  lab.gives("an axis of lists, observed (" .. engine .. ")", nodes:format("", "  a = [[0, 0, 1], [5, 6, 7]]"), "b_", { { 1, 1, 3 }, { 11, 13, 15 } })
  lab.gives("a list in its place (" .. engine .. ")", nodes:format("", ""), "r", { step({ 1, 1, 2 }, 5) }, "--set 'b=[1, 1, 2]'")
  lab.gives("of a coupling, with (" .. engine .. ")", nodes:format(" with g = 4", ""), "r", { step({ 3, 5, 9 }, 2) })
  lab.gives("of a coupling, by an axis (" .. engine .. ")", nodes:format("", "  coupling.c.g = [2, 4]"), "r", { step({ 3, 5, 9 }, 1), step({ 3, 5, 9 }, 2) })
  lab.gives("of a coupling, in its place (" .. engine .. ")", nodes:format(" with h = 1", "  g = [2, 4]"), "r", { step({ 3, 5, 9 }, 1), step({ 3, 5, 9 }, 1) })
end
lab.engine = "tcc"

-- A parameter with a value a node is that of the source in `pre`, that of the target in `post`, and so is what follows.
local sides = [[
model N
  state x = [1, 2, 4]
  input c
  x' = c
end
coupling Own
  from x
  param g = [10, 20, 30]
  param h = g/2 + k, k = 1
  pre  = h*x_j
  post = sum*h
end
network
  nodes 3
  graph weights = ones - eye
  coupling c = Own(x)
end
simulate euler with dt = 1, duration = 1
observe r = last(x)
explore e
  coupling.c.k = [1, 3]
end]]
local function both_sides(k)
  local x, h, r = { 1, 2, 4 }, { 5 + k, 10 + k, 15 + k }, {}
  local whole = h[1]*x[1] + h[2]*x[2] + h[3]*x[3]
  for i = 1, 3 do r[i] = x[i] + (whole - h[i]*x[i])*h[i] end
  return r
end
for _, engine in ipairs(engines) do
  lab.engine = engine
  lab.gives("at the source and at the target (" .. engine .. ")", sides, "r", { both_sides(1), both_sides(3) })
end
lab.engine = "tcc"

-- Forty nodes, edges by rows and lists; the coupling's own derived quantity in the place of its parameter.
local list = {}
for i = 1, 40 do list[i] = ("%.2f"):format(math.sin(i)) end
local function forty(word, inside)
  return ([[
model F
  state x = 0.1, y = 0
  param a = [%s], k = 0.3
  %sb = a*k + 0.2
  input c
  x' = b - x + c
  y' = x*b - y
end
coupling Own
  from x
  param g = [%s], s = 0.5
  %sh = g*s + 0.1
  pre  = h*x_j
  post = tanh(sum*h)
end
network
  nodes 40
  graph weights = 0.02*ones - 0.02*eye
  coupling c = Own(x)
end
simulate heun with dt = 0.1, duration = 2
observe r = last(x)
observe q = mean(y)
explore e
%s
end]]):format(table.concat(list, ", "), word, table.concat(list, ", "), word, inside)
end
same("forty nodes", forty("param ", "  k = [0.3, 0.1, 0.7]\n  s = [0.5, 1]"), forty("", "  k = [0.3, 0.1, 0.7]\n  s = [0.5, 1]"))
same("forty nodes, nothing moved", forty("param ", ""), forty("", ""))

-- ---- of a stimulus, of the file, of an exploration ------------------------------------------

local outside = [[
model M
  state x = 0
  param a = 2
  x' = 0*a
end
network
  stimulus on x = top*pulse(t, onset, width) with top = 2*half, half = 0.5, width = 2*onset, onset = 10 ms
end
param q = 2*p + dynamics.a
param p = 3
param free = [1, 2]
param twice = 2*free
simulate euler with dt = 0.1, duration = 100
observe dose = last(x)
observe s = q + 0*dose
observe both = twice*dose
explore e
%s
  param own = q + 1
  param own2 = own*2
  observe o = own2*dose
end]]
for _, engine in ipairs(engines) do
  lab.engine = engine
  lab.gives("a stimulus (" .. engine .. ")", outside:format(""), "dose", { 20, 20 })
  lab.gives("an axis on what it follows from (" .. engine .. ")", outside:format("  stimulus.onset = [5, 10]"), "dose", { 10, 20, 10, 20 }, nil, 1e-12)
  lab.gives("and on it (" .. engine .. ")", outside:format("  stimulus.width = [1, 2]\n  half = 2"), "dose", { 4, 8, 4, 8 }, nil, 1e-12)
  lab.gives("a parameter of the file (" .. engine .. ")", outside:format("  dynamics.a = [2, 5]"), "s", { 8, 11, 8, 11 })
  lab.gives("... of its own axis (" .. engine .. ")", outside:format(""), "both", { 40, 80 })
  lab.gives("a parameter of an exploration (" .. engine .. ")", outside:format("  p = [0, 3]"), "o", { 2*3*20, 2*9*20, 2*3*20, 2*9*20 }, nil, 1e-12)
  lab.gives("--set (" .. engine .. ")", outside:format(""), "o", { 2*13*20, 2*13*20 }, "--set q=12", 1e-12)
end
lab.engine = "tcc"
lab.write(outside:format("  dynamics.a = 5\n  p = [1, 2]"))
lab.says("a point says its own", 0, { "free = 1\np = 2\ndynamics.a = 5\n" }, "space model.mass e 1")
lab.write(outside:format("  dynamics.a = 5"))
lab.says("... and what follows from its values", 0, { "free = 2\nown = 12\nown2 = 24\ndynamics.a = 5\n" }, "space model.mass e 1")
lab.gives("without dynamics", "param q = 2*p\nparam p = 3\nexplore e\n  p = grid(0, 1, 3)\n  observe r = q + 1\nend", "r", { 1, 2, 3 })
lab.gives("a length of time", "param q = 2*p\nparam p = 3 [s]\nobserve r = q/(1 ms)\nexplore e\nend", "r", { 6000 })

-- ---- from files, beside the text that names them ---------------------------------------------

kit.run(("mkdir -p %s/lib %s/far"):format(lab.home, lab.home))
kit.write(lab.home .. "/lib/a.csv", "1,2,4\n")
kit.write(lab.home .. "/lib/g.csv", "0.5\n")
kit.write(lab.home .. "/a.csv", "7,7,7\n")
kit.write(lab.home .. "/lib/Filed.mass", [[
model Filed
  state x = "a.csv", y = 2*b
  param a = "a.csv" [mV], b = 2*a
  input c
  x' = c
  y' = 0
end]])
kit.write(lab.home .. "/lib/Far.mass", "coupling Far\n  from x\n  param g = \"g.csv\", h = 2*g\n  own(v) = h*v\n  all = own(sum)\n  pre = x_j\n  post = all\nend")
local filed = [[
use Filed
use Far
network
  graph weights = ones - eye
  nodes 3
  coupling c = Far(x)
end
simulate euler with dt = 1, duration = 1
observe r = last(x)
observe s = last(y)
explore e
%s
end]]
local path = ("env MASSC_PATH=%s/lib "):format(lab.home)
local function filed_gives(title, inside, name, want, options)
  kit.write(lab.home .. "/far/model.mass", filed:format(inside))
  local output, code = kit.run(("cd %s/far && %s%s run model.mass e --engine tcc --quiet --out out %s"):format(lab.home, path, lab.program, options or ""))
  local rows = code == 0 and tables.read(kit.read(lab.home .. "/far/out/e.csv")) or {}
  local got = {}
  for i, row in ipairs(rows) do got[i] = table.concat(tables.numbers(row[name]), " ") end
  for i, list in ipairs(want) do want[i] = table.concat(list, " ") end
  kit.check(table.concat(got, "; ") == table.concat(want, "; "), title, output .. table.concat(got, "; "))
end
filed_gives("a list from a file", "", "r", { { 7, 7, 7 } })
filed_gives("what follows from it", "", "s", { { 4, 8, 16 } })
filed_gives("a number from a file, an axis on it", "  coupling.c.g = [0.5, 1]", "r", { { 7, 7, 7 }, { 13, 12, 10 } })
filed_gives("a file given to it", "", "s", { { 28, 28, 28 } }, "--set 'dynamics.a=\"../a.csv\"'")
filed_gives("the model's own", "", "s", { { 4, 8, 16 } })
kit.run(("mv %s/lib/Filed.mass %s/lib/Gone.mass"):format(lab.home, lab.home))
local output, code = kit.run(("cd %s && %s run --from far/out/e.nc --engine tcc --quiet --out from"):format(lab.home, lab.program))
kit.check(code == 0 and kit.read(lab.home .. "/from/e.csv") == kit.read(lab.home .. "/far/out/e.csv"), "a result with files is run again to the byte", output)

kit.write(lab.home .. "/regions.csv", "region,a,b\nLH,1,2\nRH,3,4\nMID,5,6\n")
lab.gives("a row for each region", [[
model R
  state x = "regions.csv:b"
  param a = "regions.csv:a", twice = 2*a
  x' = twice
end
network
  nodes 3
end
simulate euler with dt = 1, duration = 1
observe r = last(x)
explore e
end]], "r", { { 4, 10, 16 } })

-- ---- several on a line --------------------------------------------------------------------------

same("several on a line", [[
model L
  state x = 1,y=k [mV] in [0, 3] "second",       # and more
        z = 0.5 clamp [0, 1]
  param a = 0.1 [mV], b = 2*a, k = 1.5 in [0, 2], s_ = 1
  x' = -a*x*s_
  y' = -b*y*s_
  z' = a
end
param p = grid(1, 2, 3), q = 2*p
simulate heun with dt = 0.1, duration = 10
observe r = last(x) + q
observe s = last(y)*last(z)
explore e
end]], [[
model L
  state x = 1
  state y = k [mV] in [0, 3] "second"
  state z = 0.5 clamp [0, 1]
  param a = 0.1 [mV]
  param b = 2*a
  param k = 1.5 in [0, 2]
  param s_ = 1
  x' = -a*x*s_
  y' = -b*y*s_
  z' = a
end
param p = grid(1, 2, 3)
param q = 2*p
simulate heun with dt = 0.1, duration = 10
observe r = last(x) + q
observe s = last(y)*last(z)
explore e
end]])

-- ---- units ---------------------------------------------------------------------------------

local units = [[
model U
  state V = Vr
  state W = Vr [V]
  param tau = 0.02 [s]
  param Vr = -65 [mV]
  param slow = 2*tau
  param fast = tau/4 [s]
  param same_ = tau
  V' = -V/slow
  W' = -W/fast + 0*W/same_
end
simulate rk4 with dt = 0.1 ms, duration = 40 ms
observe v = last(V)
observe w = last(W)
observe s = slow
observe f = fast
explore e
%s
end]]
lab.gives("a formula counts in the coherent system", units:format(""), "v", { -65*math.exp(-1) }, nil, 1e-9)
lab.gives("... whatever its own unit is", units:format(""), "w", { -0.065*math.exp(-8) }, nil, 1e-8)
lab.gives("what declares none is in the coherent unit", units:format(""), "s", { 40 })
lab.gives("what declares one is in that", units:format("  tau = [20 ms, 0.04]"), "f", { 0.005, 0.01 })
lab.gives("a value in its place is read in it", units:format(""), "v", { -65*math.exp(-2) }, "--set slow=0.02s", 1e-9)
lab.gives("without a unit, too", units:format(""), "v", { -65*math.exp(-2) }, "--set slow=20", 1e-9)
lab.gives("a formula of one name has its unit", units:format("") :gsub("W/same_", "W/same_\n  watch here\n  here = same_"), "s", { 40 })
lab.says("which show says", 0, { "slow   2*tau = 40     ms", "fast   tau/4 = 0.005  s", "same_  tau = 0.02     s", "W  Vr = -0.065  V" }, "show model.mass")

kit.finish()
