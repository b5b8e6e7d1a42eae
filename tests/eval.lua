-- eval.lua -- massc eval: equations at one state and how they change, against formulas in Lua.
--
-- Changes are held against complex steps (tests/complex.lua), of models that are written by hand and of
-- random ones.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local json = require "json"
local complex = require "complex"
local lab = require "lab" (arg[1])
kit.uses("tests/json.lua")
kit.uses("tests/complex.lua")
local check = kit.check

local engines = { "tcc" }
for _, engine in ipairs { "gcc", "clang" } do
  if kit.has(engine) then engines[#engines + 1] = engine else kit.skip("engine " .. engine, "not installed") end
end

-- What eval says of a text, or of a model of the library; nil and its words where it fails.
local function eval(text, at, options)
  local name = text:find "\n" and "model.mass" or text
  if text:find "\n" then lab.write(text) end
  if at then kit.write(lab.home .. "/at.json", at) end
  local said, code = lab.call(("eval %s %s %s 2>said.txt"):format(name, at and "--at at.json" or "", options or ""))
  local words = kit.read(lab.home .. "/said.txt")
  if code ~= 0 then return nil, words .. said, code end
  local good, value = pcall(json.read, said)
  return good and value or nil, good and words or value, code, said
end

-- Numbers that should agree, a number for a list of one; nil or what differs.
local function differs(got, want, within)
  want = type(want) == "table" and want or { want }
  if type(got) ~= "table" or #got ~= #want then return ("a list of %s, not %d"):format(type(got) == "table" and #got or got, #want) end
  for i, x in ipairs(want) do
    if not (type(got[i]) == "number" and math.abs(got[i] - x) <= within*math.max(1e-3, math.abs(x))) then
      return ("number %d is %s, not %.17g"):format(i, type(got[i]) == "number" and ("%.17g"):format(got[i]) or tostring(got[i]), x)
    end
  end
end

-- Each path of [want], "derivatives.V", is a number or a list of them.
local function gives(title, text, at, want, options, within)
  local all, said = eval(text, at, options)
  local wrong = not all and said
  for path, x in pairs(want) do
    local part = all
    for name in path:gmatch("[^.]+") do part = type(part) == "table" and part[name] or nil end
    local bad = not wrong and differs(part, x, within or 1e-14)
    if bad then wrong = path .. ": " .. bad end
  end
  check(not wrong, title, wrong or nil)
  return all
end

-- ---- values ----------------------------------------------------------------------------------

local plain = [[
model M "two states"
  state V = 0.5
  state W = -1
  param a = 2
  param tau = 4
  input c
  input d
  u = a*V + c
  watch u
  V' = u - W + d
  W' = (V - W)/tau + t
end
]]
gives("all as declared", plain, nil, { ["derivatives.V"] = 2, ["derivatives.W"] = 0.375, ["watch.u"] = 1 })
gives("what is given", plain, '{"state": {"V": 1, "W": 3}, "input": {"c": 10}, "parameters": {"a": -2}, "t": 7}',
      { ["derivatives.V"] = 5, ["derivatives.W"] = 6.5, ["watch.u"] = 8 })
gives("a number for each node", plain, '{"state": {"V": [1, 2, 3], "W": 1}, "parameters": {"a": [1, 10, 100]}}',
      { ["derivatives.V"] = { 0, 19, 299 }, ["derivatives.W"] = { 0, 0.25, 0.5 }, ["watch.u"] = { 1, 20, 300 } })
gives("lists of one number are numbers", plain, '{"state": {"V": [1, 2]}, "parameters": {"a": [3]}}', { ["watch.u"] = { 3, 6 } })
gives("nothing is given", plain, "{}", { ["derivatives.V"] = 2 })

for _, engine in ipairs(engines) do
  local _, _, _, said = eval("Generic2dOscillator", '{"state": {"V": [0.3, -1.7], "W": 0.11}, "input": {"instant": 0.7}}', "--jacobian --engine tcc")
  local _, words, _, other = eval("Generic2dOscillator", nil, "--at at.json --jacobian --engine " .. engine)
  check(said and said == other, "the same bytes on " .. engine, words)
end

do  -- V = 0.3, W = 0.11: the equations of the model, by hand
  local d, V, W, c = 0.02, 0.3, 0.11, 0.7
  gives("a model of the library", "Generic2dOscillator", '{"state": {"V": 0.3, "W": 0.11}, "input": {"instant": 0.7}}',
        { ["derivatives.V"] = d*(-V^3 + 3*V^2 + W + c), ["derivatives.W"] = d*(-2 - 10*V - W), ["jacobian.state.V.V"] = d*(-3*V^2 + 6*V),
          ["jacobian.state.V.W"] = d, ["jacobian.state.W.V"] = -10*d, ["jacobian.input.V.instant"] = d,
          ["jacobian.parameter.W.a"] = d, ["jacobian.parameter.W.b"] = d*V, ["jacobian.parameter.V.f"] = -d*V^3 }, "--jacobian")
end

do  -- the example of the manual
  local at, shown = kit.read(kit.uses("docs/language.md")):match("\n%$ cat at%.json\n([^\n]+)\n%$ massc eval Generic2dOscillator %-%-at at%.json\n(.-)```")
  local _, words, _, said = eval("Generic2dOscillator", at)
  kit.same(said or words, shown, "the example of docs/language.md")
  gives("... and how it changes", "Generic2dOscillator", at, { ["jacobian.state.V.V"] = { 0.06, 0 }, ["jacobian.state.V.W"] = { 0.02, 0.02 },
        ["jacobian.input.V.instant"] = { 0.02, 0.02 }, ["jacobian.parameter.V.a"] = { 0, 0 }, ["jacobian.parameter.V.d"] = { 2.5, 5.5 } }, "--jacobian")
end

-- ---- units -----------------------------------------------------------------------------------

local units = [[
model U
  state V = -0.06 [V] "membrane"
  state x = 1
  param E = -70 [mV]
  param tau = 0.02 [s]
  param I = 2 [nA]
  param R = 5 [MOhm]
  input c [uV]
  I_R = R*I [V]
  seen = V - E
  watch I_R, seen
  V' = (E - V + I_R + c)/tau
  x' = -x/tau
end
]]
gives("everything in the unit it is declared in", units, '{"state": {"V": -0.05}, "input": {"c": 3000}}',
      { ["derivatives.V"] = (-70 + 50 + 10 + 3)*1e-3/20, ["derivatives.x"] = -1/20, ["watch.I_R"] = 0.01, ["watch.seen"] = 20 })
gives("changes in those units", units, '{"state": {"V": -0.05}, "input": {"c": 3000}}',
      { ["jacobian.state.V.V"] = -1/20, ["jacobian.input.V.c"] = 1e-6/20, ["jacobian.parameter.V.E"] = 1e-3/20,
        ["jacobian.parameter.V.tau"] = 7e-3/20/0.02, ["jacobian.parameter.V.R"] = 2e-3/20, ["jacobian.state.V.x"] = 0 }, "--jacobian")

-- ---- what follows from parameters ---------------------------------------------------------------

local derived = [[
model D
  state x = 2*a [mV]
  state y = 1
  param a = 3 [mV]
  param tau = 2 [ms]
  param b = a/tau
  x' = b - x/tau
  y' = -y/tau
end
]]
gives("parameters and states that follow", derived, nil, { ["derivatives.x"] = 1.5 - 3 })
gives("... from what is given", derived, '{"parameters": {"a": [1, 5]}}', { ["derivatives.x"] = { 0.5 - 1, 2.5 - 5 } })
gives("... which are given themselves", derived, '{"parameters": {"a": 5, "b": 7}, "state": {"x": 4}}', { ["derivatives.x"] = 5 })
local follows = gives("... and how slopes change with what they follow from", derived, '{"parameters": {"a": 5}, "state": {"x": 4}}',
                      { ["jacobian.parameter.x.a"] = 0.5, ["jacobian.parameter.x.tau"] = -5/4 + 4/4 }, "--jacobian")
check(follows and follows.jacobian.parameter.x.b == nil, "... not with those that follow")
gives("... and with one that is given", derived, '{"parameters": {"b": 5}, "state": {"x": 4}}',
      { ["jacobian.parameter.x.b"] = 1, ["jacobian.parameter.x.a"] = 0 }, "--jacobian")

gives("of a map the next states, at a time in steps", "model H\n  state x = 0.5\n  state y = 0.25\n  param a = 1.4\n  x+ = 1 - a*x^2 + y + t\n  y+ = 0.3*x\nend\n",
      '{"t": 4}', { ["derivatives.x"] = 1 - 1.4*0.25 + 0.25 + 4, ["derivatives.y"] = 0.15, ["jacobian.state.x.x"] = -1.4,
                    ["jacobian.parameter.x.a"] = -0.25 }, "--jacobian")

-- ---- precision, networks ---------------------------------------------------------------------

gives("single precision", "model M\n  state x = 0.1\n  x' = x*x\nend\n", nil, { ["derivatives.x"] = 0.01 }, "--real f32", 1e-6)
local _, _, _, said = eval("model M\n  state x = 0.1\n  x' = x*x\nend\n", nil, "--real f32")
check(said and said:find("[0.010000001]", 1, true), "... shortest as a single", said)
gives("doubles, whatever the file says", "precision single\nmodel M\n  state x = 0.1\n  x' = x*x\nend\n", nil, { ["derivatives.x"] = 0.1*0.1 }, nil, 1e-16)

local network = [[
model M
  state x = 1
  param a = 1
  input c
  x' = -a*x + c
end
network
  nodes 3
  dynamics M with a = [1, 2, 3]
  graph weights = ones - eye
  coupling c = Linear(x)
  stimulus on x = 100
end
simulate euler with dt = 1 ms, duration = 1 ms
observe m = mean(x)
]]
gives("nothing is coupled, no stimulus acts", network, nil, { ["derivatives.x"] = { -1, -2, -3 } })
gives("inputs are given", network, '{"input": {"c": [5, 6, 7]}, "state": {"x": 2}}', { ["derivatives.x"] = { 3, 2, 1 } })
gives("a file that uses a model", "use Generic2dOscillator\nsimulate euler with dt = 1 ms, duration = 1 ms\n", '{"state": {"V": 0.1, "W": 0.1}}',
      { ["derivatives.V"] = 0.02*(-0.001 + 0.03 + 0.1) }, nil, 1e-12)
gives("lists of the model", "model M\n  state x = [1, 2]\n  param a = [3, 4]\n  x' = a*x\nend\n", nil, { ["derivatives.x"] = { 3, 8 } })

lab.says("the standard input", 0, { '"V": [0.00258' }, "eval Generic2dOscillator --at - < at.json")
gives("what is not finite is null", "model M\n  state x = 0\n  x' = 1/x\nend\n", nil, {})
local all = eval("model M\n  state x = 0\n  x' = 1/x\nend\n")
check(all and all.derivatives.x[1] == json.null, "... as JSON has no infinity")

-- A model large enough to be cut.
do
  local lines, want = { "model Large" }, {}
  for i = 1, 120 do
    lines[#lines + 1] = ("  state x%d = %g"):format(i, i/100)
    lines[#lines + 1] = ("  x%d' = sin(x%d)*exp(-x%d) + x%d*x%d"):format(i, i, i % 120 + 1, i, (i + 6) % 120 + 1)
    local x, y, z = i/100, (i % 120 + 1)/100, ((i + 6) % 120 + 1)/100
    want["derivatives.x" .. i] = math.sin(x)*math.exp(-y) + x*z
    want[("jacobian.state.x%d.x%d"):format(i, i)] = math.cos(x)*math.exp(-y) + z
    want[("jacobian.state.x%d.x%d"):format(i, i % 120 + 1)] = -math.sin(x)*math.exp(-y)
  end
  for _, engine in ipairs(engines) do
    gives("a model of 120 states on " .. engine, table.concat(lines, "\n") .. "\nend\n", nil, want, "--jacobian --engine " .. engine, 1e-13)
  end
end

-- ---- random models: values, and changes by complex steps ---------------------------------------

local seed = 7
local function random(n)                        -- 1 to n, the same everywhere
  seed = (1103515245*seed + 12345) % 2147483648
  return seed//65536 % n + 1
end

local names = { "x", "y", "z", "p", "q", "r", "c", "d" }
local one = { "sin", "cos", "tanh", "atan", "exprel", "abs", "sinh" }

-- An expression as text, and as a function of a table of numbers. Positive things are made for log, sqrt
-- and powers.
local expression
local function positive(depth)
  local text, value = expression(depth - 1)
  return ("(0.5 + (%s)^2)"):format(text), function(at) local x = value(at) return x*x + 0.5 end
end

function expression(depth)
  local kind = depth <= 0 and random(2) or 2 + random(11)
  if kind == 1 then
    local x = random(40)/8 - 2.5
    return ("(%g)"):format(x), function() return x end
  end
  if kind == 2 then
    local name = names[random(#names)]
    return name, function(at) return at[name] end
  end
  local a, fa = expression(depth - 1)
  local b, fb = expression(depth - 1)
  if kind <= 4 then return ("(%s + %s)"):format(a, b), function(at) return fa(at) + fb(at) end end
  if kind == 5 then return ("(%s - %s)"):format(a, b), function(at) return fa(at) - fb(at) end end
  if kind <= 7 then return ("%s*%s"):format(a, b), function(at) return fa(at)*fb(at) end end
  if kind == 8 then
    local name = one[random(#one)]
    return ("%s(sin(%s))"):format(name, a), function(at) return complex.f[name](complex.f.sin(fa(at))) end
  end
  local p, fp = positive(depth)
  if kind == 9 then return ("(%s)/%s"):format(a, p), function(at) return fa(at)/fp(at) end end
  if kind == 10 then
    local name = random(2) == 1 and "log" or "sqrt"
    return ("%s(%s)"):format(name, p), function(at) return complex.f[name](fp(at)) end
  end
  if kind == 11 then return ("%s^(sin(%s))"):format(p, b), function(at) return complex.f.pow(fp(at), complex.f.sin(fb(at))) end end
  if kind == 12 then
    local n = random(3) + 1
    return ("(tanh(%s))^%d"):format(a, n), function(at)
      local x, y = complex.f.tanh(fa(at)), complex.of(1)
      for _ = 1, n do y = y*x end
      return y
    end
  end
  local name = random(2) == 1 and "min" or "max"
  if random(2) == 1 then return ("%s(%s, %s)"):format(name, a, b), function(at) return complex.f[name](fa(at), fb(at)) end end
  return ("(if %s < %s then %s else %s)"):format(a, b, p, b), function(at)
    if complex.of(fa(at)) < complex.of(fb(at)) then return fp(at) end
    return fb(at)
  end
end

local sections = { x = "state", y = "state", z = "state", p = "parameter", q = "parameter", r = "parameter", c = "input", d = "input" }
local given = { state = "state", parameter = "parameters", input = "input" }

local function fault_of(model, number)
  local nodes = 3
  local at, lists = {}, { state = {}, parameters = {}, input = {} }
  for node = 1, nodes do at[node] = {} end
  for _, name in ipairs(names) do
    local list = {}
    for node = 1, nodes do
      at[node][name] = complex.of((random(4000) - 2000)/977)
      list[node] = ("%.17g"):format(at[node][name].re)
    end
    table.insert(lists[given[sections[name]]], ('"%s": [%s]'):format(name, table.concat(list, ", ")))
  end
  local parts = {}
  for part, list in pairs(lists) do parts[#parts + 1] = ('"%s": {%s}'):format(part, table.concat(list, ", ")) end
  local engine = number % 20 == 0 and engines[number//20 % #engines + 1] or "tcc"
  local got, words = eval(model.text, "{" .. table.concat(parts, ", ") .. "}", "--jacobian --engine " .. engine)
  if not got then return words end
  for state, value in pairs(model.rates) do
    local want = {}
    for node = 1, nodes do want[node] = complex.of(value(at[node])).re end
    local bad = differs(got.derivatives[state], want, 1e-11)
    if bad then return ("%s': %s"):format(state, bad) end
    for _, name in ipairs(names) do
      for node = 1, nodes do
        local here, h = setmetatable({}, { __index = at[node] }), 1e-30
        here[name] = complex.new(at[node][name].re, h)
        want[node] = complex.of(value(here)).im/h
      end
      bad = differs(got.jacobian[sections[name]][state][name], want, 1e-10)
      if bad then return ("%s' by %s: %s"):format(state, name, bad) end
    end
  end
end

local models, faults = 120, {}
for number = 1, models do
  local model = { rates = {} }
  local lines = { "model R" }
  for _, name in ipairs { "x", "y", "z" } do lines[#lines + 1] = ("  state %s = 0"):format(name) end
  for _, name in ipairs { "p", "q", "r" } do lines[#lines + 1] = ("  param %s = 1"):format(name) end
  lines[#lines + 1] = "  input c\n  input d"
  for _, name in ipairs { "x", "y", "z" } do
    local text, value = expression(3)
    lines[#lines + 1] = ("  %s' = %s"):format(name, text)
    model.rates[name] = value
  end
  model.text = table.concat(lines, "\n") .. "\nend\n"
  local fault = fault_of(model, number)
  if fault then faults[#faults + 1] = fault .. "\n" .. model.text end
end
check(#faults == 0, ("%d random models and how they change"):format(models), ("%d differ\n%s"):format(#faults, faults[1] or ""))

-- ---- wrong use -----------------------------------------------------------------------------------

local function refuses(title, at, ...)
  local got, words, code = eval(plain, at)
  local missing
  for _, word in ipairs { ... } do
    if not words:find(word, 1, true) then missing = word end
  end
  check(not got and code == 1 and not missing, title, ("code %s, not said: %s\n%s"):format(code, missing, words))
end

refuses("a state that is none", '{"state": {"v": 1}}', "at.json:1:12: error: no state 'v'; did you mean 'V'?")
refuses("a parameter among the states", '{"state": {"a": 1}}', "1:12: error: 'a' is no state but a parameter; write it in \"parameters\"")
refuses("an input among the states", '{"state": {"c": 1}}', "'c' is no state but an input; write it in \"input\"")
refuses("nothing like it", '{"input": {"velocity": 1}}', "no input 'velocity'; massc show M lists them")
refuses("a part that is none", '{"states": {"V": 1}}', "1:2: error: no part 'states'; did you mean 'state'?")
refuses("no such part", '{"weather": {}}', "there are state, input, parameters and t")
refuses("a part that is no object", '{"state": 3}', "1:11: error: \"state\" is a number here, and wants an object")
refuses("a time that is a list", '{"t": [1]}', "1:7: error: \"t\" is a list here, and wants a number")
refuses("no object", "[1]", "1:1: error: what is given is a list, and wants an object")
refuses("a text for a number", '{"state": {"V": "1"}}', "1:17: error: 'V' is a text here, and wants a number")
refuses("a list of texts", '{"state": {"V": [1, "2"]}}', "1:21: error: a list of a text; 'V' wants one number for each node")
refuses("an empty list", '{"state": {"V": []}}', "1:17: error: the list of 'V' is empty")
refuses("two lengths", '{"state": {"V": [1, 2], "W": [1, 2, 3]}}', "1:30: error: 3 numbers, and 'V' has 2; write one number, or as many")
refuses("several faults", '{"state": {"v": 1, "w": 2}}', "no state 'v'", "no state 'w'")
refuses("a comma behind the last", '{"state": {"V": 1,}}', "1:19: error: a name is missing behind the comma")
refuses("a comma behind the last number", '{"state": {"V": [1,]}}', "1:20: error: a value is missing here")
refuses("no end", '{"state": {"V": 1}', "1:19: error: '}' is missing at the end")
refuses("nothing", "", "a value is missing at the end")
refuses("a name twice", '{"state": {"V": 1, "V": 2}}', "1:20: error: the name stands twice")
refuses("a name without quotes", "{state: {}}", "1:2: error: a name in \"quotes\" is missing here")
refuses("NaN", '{"state": {"V": NaN}}', "1:17: error: JSON has no such word")
refuses("a zero in front", '{"state": {"V": 01}}', "1:17: error: a number does not begin with 0")
refuses("a point at the end", '{"state": {"V": 1.}}', "a number has a digit behind its point")
refuses("a number beyond doubles", '{"state": {"V": 1e999}}', "1:17: error: the number is larger than any double")
refuses("two values", "{} {}", "1:4: error: one value is all, and it ended before")
refuses("single quotes", "{'state': {}}", "a name in \"quotes\" is missing here")
refuses("too deep", ("["):rep(70), "brackets are nested too deeply")
refuses("an escape", '{"st\\qate": {}}', "no such escape")
refuses("half a character", '{"\\ud800": {}}', "half a character")
gives("an escaped name is the name", plain, '{"st\\u0061te": {"\\u0056": 1}}', { ["watch.u"] = 2 })

lab.write(network)
kit.write(lab.home .. "/at.json", '{"input": {"c": [1, 2]}}')
lab.says("lists for a network", 1, { "at.json:1:17: error: 2 numbers for 3 nodes; write one, or 3" }, "eval model.mass --at at.json")
lab.says("no file", 3, { "none.json: " }, "eval Generic2dOscillator --at none.json")
lab.says("no model", 1, { "no model 'Generic2dOscilator'; did you mean 'Generic2dOscillator'?" }, "eval Generic2dOscilator")
lab.says("no operand", 2, { "massc eval MODEL|FILE --at FILE.json" }, "eval")
lab.says("two operands", 2, { "massc eval MODEL|FILE --at FILE.json" }, "eval a b")
kit.write(lab.home .. "/two.mass", "model A\n  state x = 0\n  x' = 1\nend\nmodel B\n  state x = 0\n  x' = 1\nend\n")
lab.says("two models", 1, { "'two.mass' defines several models, as A and B; say which in a network block: dynamics A" }, "eval two.mass")
kit.write(lab.home .. "/none.mass", "param a = 1\nobserve b = a\n")
lab.says("no model in the file", 1, { "'none.mass' defines no model" }, "eval none.mass")
kit.write(lab.home .. "/bad.mass", "model A\n  state x = 0\n  x' = y\nend\n")
lab.says("a model with errors", 1, { "bad.mass:3:8: error: " }, "eval bad.mass")
kit.finish()
