-- words.lua -- every word of the language does something.
--
--   lua5.4 tests/words.lua out/massc
--
-- For each row of words.def an example; what stands between << and >> is the word with what
-- belongs to it. The example runs, its printed tree is read as the same tree and holds the
-- word; without it, it has errors or other results. So a word that is read and printed but
-- not looked at, or that has no example, is named here.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = assert(arg[1], "usage: lua5.4 tests/words.lua PROGRAM")
local folder = kit.home()
kit.uses("tests/words.lua")
kit.uses("tests/kit.lua")

local model = "model M\n  state x = 0.5\n  state y = 0.1\n  param a = 0.1\n  input c\n  x' = a*y - x + c\n  y' = x - y^3\nend\n"
local steps = "simulate heun with dt = 0.1 ms, duration = 1 ms\nobserve m = mean(x)\nobserve k = last(y)\n"
local function net(lines, rest) return model .. "network\n  nodes 3\n" .. lines .. "end\n" .. steps .. (rest or "") end
local function single(lines, rest)
  return "model M\n  state x = 0.5\n  param a = 0.1\n" .. lines .. "end\n" .. steps:gsub("observe k[^\n]*\n", "") .. (rest or "")
end
local function explored(lines, head) return single("  x' = a - x\n", "explore e " .. (head or "") .. "\n" .. lines .. "end\n") end

-- [row] = a text, or { a text, what tells: "model", the checked model, or "attributes", those
-- of the results; else the tables do }
local statements = {
  MODEL = "<<model M\n  state x = 1\n  x' = -x\nend>>\n" .. "simulate euler with dt = 1 ms, duration = 3 ms\nobserve m = mean(x)\n",
  COUPLING_DEF = "<<coupling Twice\n  from s\n  post = 2*sum\n  pre = s_j\nend>>\n" .. net("  graph weights = ones\n  coupling c = Twice(y)\n"),
  OBSERVER = single("  x' = a - x\n") .. "<<observer Twice\n  from s\n  state y = 1\n  y' = s - y\n  out = 2*y\nend>>\nobserve two = mean(Twice(x))\n",
  NETWORK = single("  x' = a - x\n", "<<network\n  dynamics M with a = 3\nend>>\n"),
  EXPLORE = single("  x' = a - x\n", "<<explore e\n  a = [1, 2]\nend>>\n"),
  GROUP = explored("<<  group g\n    x = [1, 2]\n  end>>\n"),
  USE = "<<use ReducedWongWang>>\nsimulate euler with dt = 1 ms, duration = 3 ms\nobserve m = mean(S)\n",
  DATA = "<<data W = [[0, 1, 0], [1, 0, 1], [0, 1, 0]]>>\n" .. net("  graph weights = W\n  coupling c = Linear(y)\n"),
  PRECISION = "<<precision single>>\n" .. single("  x' = a - x\n"),
  ARITHMETIC = "<<arithmetic literal>>\n" .. single("  x' = sin(1e15*(x^3/3 + 0.7*x^2 + a))\n"),
  STATE = single("<<state y = 2>>\n  x' = a - x\n  y' = x\n"),
  PARAM = single("<<param b = 2>>\n  x' = a - x*b\n"),
  INPUT = "model M\n  state x = 0.5\n<<  input c>>\n  x' = c - x\nend\n" .. steps:gsub("observe k[^\n]*\n", "")
          .. "network\n  nodes 2\n  graph weights = ones\n  coupling c = Linear(x)\nend\n",
  REFERENCE = { "model M\n<<  reference \"Lotka (1925)\">>\n  state x = 0.5\n  x' = -x\nend\n" .. steps:gsub("observe k[^\n]*\n", ""), "model" },
  UNITS = { "<<units strict>>\nmodel M\n  state x = 0.5\n  param a = 0.1 [1/ms]\n  x' = a - a*x\nend\n" .. steps:gsub("observe k[^\n]*\n", ""), "model" },
  WATCH = { single("  r = 2*x\n<<  watch r>>\n  x' = a - r\n", "observe w = mean(r)\n"), "model" },
  SOURCE = "coupling Twice\n<<  from s>>\n  post = 2*sum\n  pre = s_j\nend\n" .. net("  graph weights = ones\n  coupling c = Twice(y)\n"),
  OUTPUT = { "coupling Twice\n  from s\n<<  to up>>\n  post = 2*sum\n  pre = s_j\nend\n" .. net("  graph weights = ones\n  coupling c = Twice(y)\n"), "model" },
  DEFINE = single("<<b = 2*x>>\n  x' = a - b\n"),
  RATE = single("<<x' = a - x>>\n"),
  NEXT = "model M\n  state x = 0.5\n  y = 2*x\n  watch y\n<<  x+ = 3*x*(1 - x)>>\nend\nsimulate map with steps = 4\nobserve m = mean(x)\n",
  FUNCTION = single("<<f(v) = v*v>>\n  x' = a - f(x)\n"),
  DRAW = explored("<<a ~ Normal(0, 1) n 3>>\n"),
  MODES = "model M\n<<  modes 3>>\n  state x = 0.5\n  x' = -x\nend\n" .. steps:gsub("observe k[^\n]*\n", "") .. "observe l = last(x)\n",
  TABLE = single("<<table f(v) = [[0, 1], [1, 0.5]]>>\n  x' = a - f(x)\n"),
  NODES = model .. "network\n<<  nodes 3>>\nend\n" .. steps .. "observe s = sum(x)\n",
  DYNAMICS = net("<<  dynamics M with a = 2>>\n"),
  GRAPH = net("<<  graph weights = ones>>\n  coupling c = Linear(y)\n"),
  COUPLING_USE = net("  graph weights = ones\n<<  coupling c = Linear(y)>>\n"),
  NOISE = net("<<  noise additive with sigma = 0.3>>\n"),
  STIMULUS = net("<<  stimulus on x = 2>>\n"),
  START = net("<<  start from \"before/run.nc\">>\n"),
  HISTORY = net("  graph weights = ones\n  graph delays = ones\n  coupling c = delayed Linear(y)\n<<  history y = sin(t)>>\n"),
  SIMULATE = "model M\n  state x = 1\n  x' = -x\nend\n<<simulate euler with dt = 1 ms, duration = 3 ms>>\nobserve m = mean(x)\n",
  SETTLE = single("  x' = a - x\n", "<<settle 0.5 ms>>\n"),
  CARRY = explored("  a = [0.1, 0.3]\n<<  carry along a>>\n"),
  OBSERVE = single("  x' = a - x\n", "<<observe l = last(x)>>\n"),
  RECORD = single("  x' = a - x\n", "<<record x>>\n"),
  TRIALS = single("  x' = a - x\n", "explore e\n  initial.x ~ Normal(0, 1)\n<<  trials 3>>\nend\n"),
  ORDER = explored("  x = [3, 4]\n  a = [1, 2]\n<<  order sorted>>\n"),
}

local clauses = {
  IN = { single("  state y = 1 <<in [0, 2]>>\n  x' = a - y\n  y' = x\n"), "model" },
  CLAMP = single("  state y = 1 <<clamp [0, 0.5]>>\n  x' = a - y\n  y' = x\n"),
  WRAP = single("  state y = 1 <<wrap [0, 0.5]>>\n  x' = a - y\n  y' = x\n"),
  DRAW = single("  state y = 1 <<~ Uniform(0, 2)>>\n  x' = a - y\n  y' = x\n", "explore e\n  trials 3\nend\n"),
  UNIT = { single("  state y = (1 + 1) <<[mV]>>\n  x' = a - y\n  y' = x\n"), "model" },
  WITH = net("  dynamics M <<with a = 2>>\n"),
  ON = net("  noise additive <<on x>> with sigma = 0.3\n"),
  N = explored("  a = grid(0, 1) <<n 5>>\n"),
  KEY = explored("  a = uniform(0, 1, 5) <<key 3>>\n"),
  SHAPE = "explore e\n  param p = grid(0, 1, 3) <<shape 2>>\n  observe one = 1\nend\n",
  BROADCAST = "explore e\n  param p ~ Normal(0, 1) n 3 shape 2 <<broadcast>>\n  observe one = 1\nend\n",
  PER = net("", "explore e\n  a = uniform(0, 1, 3) <<per node>>\nend\n"),
  FROM = single("  x' = a - x\n", "observe l = mean(x) <<from 0.5 ms>>\n"),
  AVERAGE = single("  x' = a - x\n", "explore e\n  initial.x ~ Normal(0, 1)\n  trials 3 <<average>>\nend\n"),
  STRATONOVICH = net("  noise on x = 0.5*x <<stratonovich>>\n"),
  AT = net("  stimulus on x = 2 <<at nodes 1>>\n"),
  BOTH = explored("  a = [0.1, 0.3]\n  carry along a <<both ways>>\n"),
  POINT = net("  start from \"before/two.nc\" <<point 1>>\n"),
  ORDER = explored("  x = [3, 4]\n  a = [1, 2]\n", "<<order sorted>>"),
  TO = single("  x' = a - x\n", "observe l = mean(x) <<to 0.5 ms>>\n"),
  EVERY = single("  x' = a - x\n", "record x <<every 1 ms>>\n"),
}

local words = {
  PRODUCT = { explored("  a = [1, 2]\n  x = [3, 4]\n", "<<product>>"), "tree" },     -- it is the default
  ZIP = explored("  a = [1, 2]\n  x = [3, 4]\n", "<<zip>>"),
  OVER = { single("  x' = a - x\n", "observe l = mean(x <<over node, time>>)\n"), "tree" },
}

-- ---- what an example gives ------------------------------------------------------------

local function call(command)
  return kit.run(("cd %s && rm -rf out && XDG_CACHE_HOME=%s/cache timeout 60 %s %s"):format(folder, folder, kit.absolute(massc), command))
end

-- What examples start from.
kit.write(folder .. "/before.mass", net("", "record x, y\nexplore run\nend\nexplore two\n  a = [1, 2]\nend\n"))
call("run before.mass --engine tcc --quiet --out before")

local volatile = { run_id = true, source = true, source_hash = true, files = true, csv = true, netcdf = true }

-- Errors; or tree, checked model, tables and attributes.
local function results(text)
  kit.write(folder .. "/x.mass", text)
  local errors, code = call("check x.mass")
  if code ~= 0 then return { errors = errors } end
  local r = { tree = call("run x.mass --dump ast"), model = call("run x.mass --dump model"), tables = "", attributes = "" }
  r.output, r.code = call("run x.mass --engine tcc --no-netcdf --quiet --out out")
  for name in kit.run("ls " .. folder .. "/out"):gmatch("[^\n]+") do
    local content = kit.read(folder .. "/out/" .. name) or ""
    if name:match("%.csv$") then
      r.tables = r.tables .. content
    else
      for line in content:gmatch("[^\n]+") do
        if not volatile[line:match('"([%w_]+)":')] then r.attributes = r.attributes .. line .. "\n" end
      end
    end
  end
  return r
end

local function try(row, word, example)
  if not example then
    return kit.check(false, row .. " has an example", ("%s: write what it does in tests/words.lua"):format(row))
  end
  local text, tells = example, "tables"
  if type(example) == "table" then text, tells = example[1], example[2] end
  local with, marked = results((text:gsub("<<(.-)>>", "%1"))), text:match("<<(.-)>>")
  if with.errors and with.errors:find("' is not available yet", 1, true) then
    return kit.check(true, row .. " is refused until it is there")
  end
  if not kit.check(not with.errors and with.code == 0, row .. " runs", with.errors or with.output) then return end
  kit.check(word == "" or with.tree:find(word, 1, true), row .. " is printed", with.tree)
  kit.same(results(with.tree).tree, with.tree, row .. ": what is printed is read again")
  local without = results((text:gsub("<<.->>", "")))
  kit.check(marked and (without.errors or without.code ~= 0 or without[tells] ~= with[tells]), row .. " does something",
            ("%s is read and printed, and then ignored: without it the %s %s the same"):format(row, tells, tells == "tables" and "are" or "is"))
end

-- ---- the rows -------------------------------------------------------------------------

local source = kit.read(kit.uses("generator/ast/words.def"))
local function rows(macro, pattern, examples)
  local count = 0
  for row, token, word in source:gmatch("\n" .. macro .. pattern) do
    count = count + 1
    if not word then token, word = row, token end
    try(macro .. " " .. row, word, examples[row])
  end
  kit.check(count > 2, "rows of " .. macro)
end
rows("STATEMENT", '%(([%w_]+), ([%w_]+), "([^"]*)"', statements)
rows("CLAUSE", '%(([%w_]+), ([%w_]+), "([^"]*)"', clauses)
rows("WORD", '%(([%w_]+), "([^"]*)"', words)

-- Tokens of the grammar that are words have a row, which is what makes the lexer give them.
local has = {}
for token in source:gmatch('\n%u+%([%w_]+, ([%w_]+), "') do has[token] = true end
for token in source:gmatch('\n%u[%u_]+%(([%w_]+), "') do has[token] = true end
local listed = kit.read(kit.uses("grammar/model.y")):match("/%* Words: .-\n(.-)\n%%token <")
local missing = {}
for line in listed:gmatch("%%token ([^\n]+)") do
  for token in line:gmatch("[%u_]+") do
    if not has[token] then missing[#missing + 1] = token .. " of grammar/model.y has no row in words.def" end
  end
end
kit.check(#missing == 0, "every token has its row", table.concat(missing, "\n"))
kit.finish()
