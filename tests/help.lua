-- help.lua -- massc help: the topics are the program's tables, every example in them
-- runs, and docs/reference.md shows the same.
--
--   lua5.4 tests/help.lua out/massc [--accept]      --accept rewrites docs/reference.md
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = assert(arg[1], "usage: lua5.4 tests/help.lua PROGRAM [--accept]")
local folder = kit.folder()
kit.uses("tests/help.lua")

local topics = { "functions", "reductions", "observations", "distributions", "units", "schemes", "axes", "graphs" }

local function call(words)
  return kit.run(("XDG_CACHE_HOME=%s/cache timeout 120 %s %s"):format(folder, massc, words))
end

-- { title =, about =, { group =, call =, example =, text = }, ... }
local function page(topic)
  local text, code = call("help " .. topic)
  kit.check(code == 0, "massc help " .. topic, text)
  local list, group = {}, nil
  list.title, list.about, text = text:match("^%w+: ([^\n]+)\n\n([^\n]+)\n\n(.*)$")
  for line in (text or ""):gmatch("[^\n]+") do
    local name, example, what = line:match("^  (%S.-)  +(%S.-)  +(%S.*)$")
    if name then
      list[#list + 1] = { group = group, call = name, example = example, text = what }
    else
      group = line
    end
  end
  return list
end

local pages = {}
for _, topic in ipairs(topics) do pages[topic] = page(topic) end

local function names(topic)
  local list = {}
  for i, e in ipairs(pages[topic]) do list[i] = e.call:match("^[%w_/]+") end
  table.sort(list)
  return table.concat(list, " ")
end

-- what the sources of the tables name
local function named(path, pattern)
  local list = {}
  for name in kit.read(kit.uses(path)):gmatch(pattern) do list[#list + 1] = name end
  return list
end
local function joined(...)
  local all = {}
  for _, list in ipairs { ... } do table.move(list, 1, #list, #all + 1, all) end
  table.sort(all)
  return table.concat(all, " ")
end
kit.same(names "functions", joined(named("generator/model/function.def", "\nFUNCTION%(([%w_]+)"),
                                   named("generator/model/composed.def", "\nCOMPOSED%(([%w_]+)")), "every function is listed")
kit.same(names "reductions", joined(named("generator/model/reduction.def", "\nREDUCTION%(%w+,%s*([%w_]+)"),
                                    named("generator/model/reduction.def", "\nREDUCTION_OF%(([%w_]+)")), "every reduction is listed")
kit.same(names "schemes", joined(named("generator/model/solver.def", "\nSOLVER%(([%w_]+)")), "every scheme is listed")
kit.same(names "distributions", joined(named("runtime/space/law.def", "\nLAW%([%w_]+, (%w+)")), "every distribution is listed")
kit.check(#pages.units > 20 and #pages.axes > 10, "units and axes are listed")

-- ---- the examples run -------------------------------------------------------

local number = 0
local function run(what, text)
  number = number + 1
  local file = kit.write(("%s/example_%d.mass"):format(folder, number), text)
  local output, code = call(("run %s --out %s/results --quiet"):format(file, folder))
  kit.check(code == 0, what, output .. text)
end
local function values(name)
  local header, row = kit.read(folder .. "/results/" .. name .. ".csv"):match("^([^\n]*)\n([^\n]*)")
  local list, fields = {}, row:gmatch("[^,]+")
  for column in header:gmatch("[^,]+") do list[column] = tonumber(fields()) end
  return list
end

-- functions: in an equation, and the value that stands beside them
local lines, observed = {}, {}
for i, e in ipairs(pages.functions) do
  local expression = e.example:match("^(.-) = ") or e.example
  lines[i] = ("  y%d = %s + 0*x\n  watch y%d\n"):format(i, expression, i)
  observed[i] = ("observe o%d = last(y%d)\n"):format(i, i)
end
run("functions", "model M\n  state x = 0\n" .. table.concat(lines) .. "  x' = 1\nend\nsimulate euler with dt = 1, duration = 12\n"
    .. table.concat(observed))
local computed = values "run"
-- by Lua's mathematics; erf and what has no close form here, from tables of their values
local lua = setmetatable({
  log10 = function(x) return math.log(x, 10) end, log2 = function(x) return math.log(x, 2) end,
  log1p = function(x) return math.log(1 + x) end, expm1 = function(x) return math.exp(x) - 1 end,
  exp2 = function(x) return 2.0^x end, atan2 = math.atan, pow = function(x, y) return x^y end,
  sinh = function(x) return (math.exp(x) - math.exp(-x))/2 end, cosh = function(x) return (math.exp(x) + math.exp(-x))/2 end,
  tanh = function(x) return 1 - 2/(math.exp(2*x) + 1) end, erf = function() return 0.5204998778 end,
  erfc = function() return 0.4795001222 end, sign = function(x) return x < 0 and -1 or x > 0 and 1 or 0 end,
  round = function(x) return x == 2.5 and 2 or nil end, trunc = function(x) return x < 0 and math.ceil(x) or math.floor(x) end,
  mod = function(a, b) return a - b*math.floor(a/b) end, hypot = function(x, y) return math.sqrt(x*x + y*y) end,
  heaviside = function(x) return x < 0 and 0 or 1 end, exprel = function(x) return (math.exp(x) - 1)/x end,
  logrel = function(x) return math.log(1 + x)/x end, sinrel = function(x) return math.sin(x)/x end,
  tanhrel = function(x) return (1 - 2/(math.exp(2*x) + 1))/x end,
  pulse = function(_, _, _) return 1 end, pulse_train = function() return 0 end, ramp = function() return 1 end,
  sine = function(t, f, phase) return math.sin(2*math.pi*f*t + phase) end,
  chirp = function(t, length, from, to) return math.sin(2*math.pi*(from*t + (to - from)*t*t/2/length)) end,
}, { __index = math })
local unknown = {}
for i, e in ipairs(pages.functions) do
  local expression, shown = e.example:match("^(.-) = (%S+)$")
  local name = e.call:match("^[%w_]+")
  local wanted = lua[name] and load("local t, f = 12, ... return f" .. (expression or e.example):match("%b()"))(lua[name])
  if wanted == nil then
    unknown[#unknown + 1] = name
  else
    local got = computed["o" .. i]
    kit.check(math.abs(got - wanted) <= 1e-9*math.max(1, math.abs(wanted)), e.example .. " in a kernel", got .. " is not " .. wanted)
    kit.check(not shown or math.abs(tonumber(shown) - wanted) <= 1e-5*math.abs(wanted), e.example .. " is shown", shown)
  end
end
kit.same(table.concat(unknown, " "), "", "each example has a value from elsewhere")

-- reductions: one model, whose signal is known: 1 2 3 after three steps
lines = {}
local of_trials = {}
for _, e in ipairs(pages.reductions) do
  local to = e.call:find("over trial", 1, true) and of_trials or lines
  to[#to + 1] = e.example:gsub("observe y", "observe y_" .. e.call:match("^%w+"), 1)
end
run("reductions over trials", "model M\n  state V = 0 ~ Uniform(0, 1)\n  V' = 1\nend\nsimulate euler with dt = 1, duration = 3\nobserve each = last(V)\n"
    .. table.concat(of_trials, "\n") .. "\nexplore run\n  trials 4\nend\n")
local of = values "run"
local trial = {}
for x in kit.read(folder .. "/results/run.csv"):gmatch("\n%d+,([^,]+)") do trial[#trial + 1] = tonumber(x) end
table.sort(trial)
run("reductions", "model M\n  state V = 0\n  V' = 1\nend\nsimulate euler with dt = 1, duration = 3\n" .. table.concat(lines, "\n") .. "\n")
local found = values "run"
local centre, off = (trial[1] + trial[2] + trial[3] + trial[4])/4, 0
for _, x in ipairs(trial) do off = off + (x - centre)^2 end
found.y_sem, found.y_median = of.y_sem, of.y_median
local known = { mean = 2, std = math.sqrt(2/3), var = 2/3, min = 1, max = 3, sum = 6, first = 1, last = 3 }
known.sem, known.median = math.sqrt(off/3/4), (trial[2] + trial[3])/2
for _, e in ipairs(pages.reductions) do
  local name = e.call:match("^%w+")
  local value, got = known[name], found["y_" .. name]
  kit.check(value and got and math.abs(got - value) < 1e-12, name .. " is what it says", value and tostring(got) or name .. " has no value from elsewhere")
end

-- observations: of the same signal
for _, e in ipairs(pages.observations) do
  local trials = e.example:find("over trial", 1, true) and "explore run\n  trials 4\nend\n" or ""
  run(e.example, "model M\n  state V = 0\n  V' = 1\nend\nsimulate euler with dt = 1, duration = 3\n" .. e.example .. "\n" .. trials)
end
local _, places = call("help at"):gsub(" at ", "")
kit.check(places >= 3, "massc help at is all its lines", call("help at"))

-- schemes: exp(-5) by 500 steps, to the order that is claimed
for _, e in ipairs(pages.schemes) do
  local of_map = e.call == "map"
  run(e.example, "model M\n  state V = 1\n" .. (of_map and "  V+ = 0.99*V" or "  state w = 1\n  V' = -w/10\n  w' = -V/10") .. "\nend\n" .. e.example .. "\nobserve y = last(V)\n")
  local h, order, got = 0.01, tonumber(e.text:match("order (%d)")), values("run").y
  local error_ = math.abs(got/math.exp(-5) - 1)
  if of_map then
    kit.check(math.abs(got/0.99^1000 - 1) < 1e-12, "a step of a map is an evaluation", got)
  else
    kit.check(order and error_ < 5*h^order and error_ > 1e-3*h^order, e.call .. " has the order it claims", error_)
  end
end

-- units: each converts into the one its line names
for _, e in ipairs(pages.units) do
  local factor, base = e.text:match("^(%S+) (%S+)$")
  run(e.example, ("model M\n  state x = 0\n  %s\n  param q = 1 [%s]\n  x' = 0*p*q\nend\nsimulate euler with dt = 1, duration = 1\n"
      .. "observe y = q\nexplore r\n  q = [2 [%s]]\nend\n"):format(e.example, base, e.call))
  kit.check(math.abs(values("r").y/(2*tonumber(factor)) - 1) < 1e-12, e.call .. " is " .. e.text, tostring(values("r").y))
end

-- graphs
kit.write(folder .. "/four.csv", "0,1,0,0\n0,0,1,0\n0,0,0,1\n1,0,0,0\n")
for _, e in ipairs(pages.graphs) do
  run(e.example, "model M\n  state x = 0\n  input c\n  x' = c - x\nend\nnetwork\n  dynamics M\n  nodes 4\n  " .. e.example
      .. "\n  coupling c = Linear(x)\nend\nuse Linear\nsimulate euler with dt = 1, duration = 3\nobserve y = mean(x)\n")
end
local made = {}
for _, e in ipairs(pages.graphs) do made[#made + 1] = not e.group and e.call:match("^[%w_]+") or nil end
table.sort(made)
kit.same(table.concat(made, " "), joined(named("generator/model/matrix.def", "\nMADE%(([%w_]+)"), named("generator/model/matrix.def", "\nTAKEN%(([%w_]+)")),
         "every matrix is listed")

-- distributions and axes
kit.write(folder .. "/file.csv", "1\n2\n5\n")
local header = "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }"
header = header .. (" "):rep(117 - #header) .. "\n"
kit.write(folder .. "/file.npy", "\x93NUMPY\x01\x00" .. string.pack("<s2", header) .. string.pack("<ddd", 1, 2, 5))
for _, topic in ipairs { "distributions", "axes" } do
  for _, e in ipairs(pages[topic]) do
    local of_network = e.example:find("per node", 1, true) or e.example:find("noise.key", 1, true)
    if of_network then
      run(e.example, "model M\n  state x = 0\n  param a = 1\n  x' = a\nend\nnetwork\n  nodes 3\n  noise additive with sigma = 0.1, "
          .. "key = 0\nend\nsimulate euler with dt = 1, duration = 2\nobserve y = mean(x)\nexplore e\n  " .. e.example .. "\nend\n")
    else
      run(e.example, "explore e\n  param " .. e.example .. "\n  param c = 1\n  observe d = c\nend\n")
    end
  end
end

-- ---- the command ------------------------------------------------------------

kit.same(call("help help"), (call("help")), "massc help help is massc help")
for _, topic in ipairs(topics) do
  kit.check(call("help"):find("\n  help " .. topic, 1, true), "massc help names the topic " .. topic)
end
kit.check(call("help Beta"):find("^  Beta%(concentration1, concentration0%)  a ~ Beta%(2, 5%) n 4  "), "massc help Beta is its line")
kit.check(call("help std"):find("^  std%(x%)  observe y = std%(V%)  "), "massc help std is its line")
local output, code = call("help Betta")
kit.same(output, "massc: error: no help on 'Betta'; did you mean 'Beta'?\n", "a name nearly right")
kit.check(code == 2, "is exit code 2")
kit.same(call("help --help"), (call("help")), "massc help --help is massc help")
kit.same(call("x.mass"), "massc: error: unknown command 'x.mass'; write massc run x.mass\n", "a file for a command")
kit.same(call("help fuctions"), "massc: error: no help on 'fuctions'; did you mean 'functions'?\n", "a topic nearly right")
kit.same(call("help xyzzy"), "massc: error: no help on 'xyzzy'; see massc help\n", "a name that is none")

-- ---- docs/reference.md ------------------------------------------------------

local function cell(s) return (s:gsub("|", "\\|")) end
local function markdown()
  local out = { "# Reference\n\nWhat `massc help TOPIC` prints, from the program's own tables; a test keeps the two alike\n"
                .. "(`lua5.4 tests/help.lua out/massc --accept` rewrites this page). Every example runs.\n" }
  for _, topic in ipairs(topics) do
    local p, group = pages[topic], false
    out[#out + 1] = ("\n## %s\n\n%s\n"):format(topic:sub(1, 1):upper() .. topic:sub(2), p.about)
    for _, e in ipairs(p) do
      if e.group ~= group then
        out[#out + 1] = e.group and ("\n%s:\n"):format(e.group:sub(1, 1):upper() .. e.group:sub(2)) or ""
        out[#out + 1] = "\n| | example | |\n|---|---|---|\n"
        group = e.group
      end
      out[#out + 1] = ("| `%s` | `%s` | %s |\n"):format(cell(e.call), cell(e.example), cell(e.text))
    end
  end
  return table.concat(out)
end
if arg[2] == "--accept" then kit.write("docs/reference.md", markdown()) end
kit.same(kit.read(kit.uses("docs/reference.md")), markdown(), "docs/reference.md shows what massc help prints")
kit.finish()
