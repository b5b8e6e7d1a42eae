-- modes.lua -- a model with modes gives what the same model gives whose modes are written out as states.
--
--   lua5.4 tests/modes.lua out/massc
--
-- Every sum is written out in the order of the modes, so that the bits are those of dot and sum. What is observed of
-- modes is in modes_observed.lua.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local arrays = require "arrays"
local json = require "json"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check, run, home = kit.check, lab.run, lab.home

local engines = { "tcc" }
for _, compiler in ipairs { "gcc", "clang" } do
  if kit.has(compiler) then engines[#engines + 1] = compiler
  else kit.skip("kernels by " .. compiler, "it is not installed") end
end

local MODES = 3
local A = { { -1, 0.5, 0.25 }, { 0.1, -2, 0.3 }, { 0.7, 0.2, -1.5 } }
local k = { 1, 2.5, 3 }

-- ---- one model, twice --------------------------------------------------------------------

-- "0 + -1*x0 + 0.1*x1 + ...": each product is added in one rounding, as in a dot.
local function sum(term)
  local out = {}
  for i = 1, MODES do out[i] = term(i) end
  return "0 + " .. table.concat(out, " + ")
end

local function list(x)
  if type(x) ~= "table" then return ("%.17g"):format(x) end
  local out = {}
  for i, y in ipairs(x) do out[i] = list(y) end
  return "[" .. table.concat(out, ", ") .. "]"
end

local function each(format)
  local out = {}
  for i = 0, MODES - 1 do
    local beside = { i = i, before = (i - 1) % MODES, after = (i + 1) % MODES, k = list(k[i + 1]), later = list(k[(i + 1) % MODES + 1]) }
    out[#out + 1] = (format:gsub("$(%w+)", function(name) return tostring(beside[name] or error(name)) end))
  end
  return table.concat(out)
end

local with_modes = ([[
model Ring
  modes 3
  state x = [0.1, -0.2, 0.3]
  state z = 0.5
  param A = %s
  param k = %s
  param g = 0.3
  param s = g*k
  input c
  f(v) = v - v^2/8
  y = f(x)
  d = dot(x, A)
  b = dot(A, y)
  u = x[i+1] - x[0]
  r = u[i+1] - d[i-1] + k[i+1]
  drive = sum(c over mode) + g*dot(k, x)
  x' = d + 0.01*b - s*x^3 + 0.13*x[i-1]*u + drive - z
  z' = 0.05*(x - mean(x over mode)) - 0.11*z[i+2] + 0.3*c + 0.017*r
end
]]):format(list(A), list(k))

local function written()
  return "model Written\n"
    .. "  state x0 = 0.1\n  state x1 = -0.2\n  state x2 = 0.3\n  state z0 = 0.5\n  state z1 = 0.5\n  state z2 = 0.5\n  param g = 0.3\n"
    .. each("  param s$i = g*$k\n") .. "  input c0, c1, c2\n  f(v) = v - v^2/8\n"
    .. each("  y$i = f(x$i)\n") .. each("  u$i = x$after - x0\n")
    .. ("  d0 = %s\n  d1 = %s\n  d2 = %s\n"):format(
         sum(function(i) return list(A[i][1]) .. "*x" .. i - 1 end), sum(function(i) return list(A[i][2]) .. "*x" .. i - 1 end),
         sum(function(i) return list(A[i][3]) .. "*x" .. i - 1 end))
    .. ("  b0 = %s\n  b1 = %s\n  b2 = %s\n"):format(
         sum(function(i) return list(A[1][i]) .. "*y" .. i - 1 end), sum(function(i) return list(A[2][i]) .. "*y" .. i - 1 end),
         sum(function(i) return list(A[3][i]) .. "*y" .. i - 1 end))
    .. each("  r$i = u$after - d$before + $later\n") .. "  all = c0 + c1 + c2\n  kx = " .. sum(function(i) return list(k[i]) .. "*x" .. i - 1 end)
    .. "\n  drive = all + g*kx\n  total = x0 + x1 + x2\n  middle = total/3\n"
    .. each("  x$i' = d$i + 0.01*b$i - s$i*x$i^3 + 0.13*x$before*u$i + drive - z$i\n")
    .. each("  z$i' = 0.05*(x$i - middle) - 0.11*z$before + 0.3*c$i + 0.017*r$i\n") .. "end\n"
end

local pull = [[
coupling Pull
  from x
  param G = 0.2
  pre = x_j - x_i
  post = G*sum
end
]]
local weights = "[[0, 1, 0.5, 0], [1, 0, 0.25, 0.1], [0, 2, 0, 1], [1, 1, 1, 0]]"

local function network(lines)
  return pull .. "network\n  nodes 4\n  graph weights = " .. weights .. "\n" .. lines .. "end\n"
end

-- Rows of e, or nothing and what was said.
local function rows(text, options)
  local out, output, code = run(text, options)
  check(code == 0, "it runs", code ~= 0 and output)
  return out
end

-- Column l of the one is columns l0, l1, l2 of the other: [node][mode].
local function same(title, modes, states, nodes, options)
  local a, b = rows(modes, options), rows(states, options)
  local wrong = #a ~= #b and "other rows" or (#a == 0 and "no rows")
  for r = 1, wrong and 0 or #a do
    local l = tables.numbers(a[r].l)
    for i = 0, MODES - 1 do
      local x = tables.numbers(b[r]["l" .. i])
      for node = 0, nodes - 1 do
        local got, want = l[node*MODES + i + 1], x[node + 1]
        if got ~= want then wrong = wrong or ("row %d, node %d, mode %d: %.17g, not %.17g"):format(r, node, i, got, want) end
      end
    end
  end
  check(not wrong, title, wrong)
end

local function ends(scheme, axes)
  return ("simulate %s with dt = 0.1 ms, duration = 20 ms\n%%s\nexplore e\n  g = %s\nend\n"):format(scheme, axes)
end

local function pair(scheme, axes, modes_network, states_network)
  local rest = ends(scheme, axes)
  local lasts = "observe l0 = last(x0)\nobserve l1 = last(x1)\nobserve l2 = last(x2)"
  return with_modes .. (modes_network or "") .. rest:format("observe l = last(x)"),
         written() .. (states_network or "") .. rest:format(lasts)
end

local function the_same_bits()
  for _, engine in ipairs(engines) do
    lab.engine = engine
    for _, scheme in ipairs { "euler", "heun", "rk4" } do
      for _, axes in ipairs { "[0.3]", "grid(0, 0.5, 37)" } do
        local a, b = pair(scheme, axes)
        same(("%s, %s, %s"):format(engine, scheme, axes), a, b, 1)
      end
    end
    local a, b = pair("heun", "grid(0, 0.5, 21)")
    same(engine .. ", single precision", a, b, 1, "--real f32")
    a, b = pair("heun", "grid(0, 0.5, 21)", network "  dynamics Ring\n  coupling c = Pull(x)\n",
                network "  dynamics Written\n  coupling c0 = Pull(x0)\n  coupling c1 = Pull(x1)\n  coupling c2 = Pull(x2)\n")
    same(engine .. ", a network", a, b, 4)
    a, b = pair("heun", "grid(0, 0.5, 21)", "network\n  dynamics Ring\n  noise additive on x with sigma = 0.1, key = 7\nend\n",
                "network\n  dynamics Written\n  noise additive on x0, x1, x2 with sigma = 0.1, key = 7\nend\n")
    same(engine .. ", noise at one node", a, b, 1)
  end
  lab.engine = "tcc"
end

-- ---- noise of nodes and modes ----------------------------------------------------------------

-- The normals of a step stand in the order state, node, mode.
local function noise()
  local a, b = pair("heun", "[0.1, 0.3]", network "  dynamics Ring\n  coupling c = Pull(x)\n  noise additive on x with sigma = 0.1, key = 7\n",
                    network ("  dynamics Written\n  coupling c0 = Pull(x0)\n  coupling c1 = Pull(x1)\n  coupling c2 = Pull(x2)\n"
                             .. "  noise additive on x0, x1, x2 with sigma = 0.1, key = 7\n"))
  local _, output, code = run(a, "--save-noise modes.npy")
  check(code == 0, "noise is saved", output)
  local shape, values = arrays.read_npy(home .. "/modes.npy")
  local steps, NODES = shape and shape[1] or 0, 4
  check(shape and shape[2] == 1 and shape[3] == NODES and shape[4] == MODES, "steps, states, nodes and modes", shape and list(shape))
  local turned = {}
  for t = 0, steps - 1 do
    for i = 0, MODES - 1 do
      for node = 0, NODES - 1 do turned[#turned + 1] = values[(t*NODES + node)*MODES + i + 1] end
    end
  end
  arrays.npy(home .. "/states.npy", { steps, MODES, NODES }, turned)
  local first = rows(a, "--load-noise modes.npy")
  local second = rows(b, "--load-noise states.npy")
  local drawn = rows(a)
  local wrong
  for r = 1, #first do
    local l = tables.numbers(first[r].l)
    if first[r].l ~= drawn[r].l then wrong = "drawn and given noise differ" end
    for i = 0, MODES - 1 do
      local x = tables.numbers(second[r]["l" .. i])
      for node = 0, NODES - 1 do
        if l[node*MODES + i + 1] ~= x[node + 1] then wrong = ("row %d, node %d, mode %d"):format(r, node, i) end
      end
    end
  end
  check(#first == 2 and not wrong, "the normals of nodes and modes", wrong)
end

-- ---- how it is shown ---------------------------------------------------------------------------------

local function shown()
  lab.write(with_modes)
  local text = lab.call "show model.mass --json"
  local good, said = pcall(json.read, text)
  local found = {}
  for _, p in ipairs(good and said.parameters or {}) do found[p.name] = p.value end
  check(good and said.modes == 3 and list(found.A or {}) == list(A) and list(found.k or {}) == list(k), "modes, a matrix and a vector are shown", text)
  text = lab.call "show model.mass"
  check(text:find("[[-1, 0.5, 0.25], [0.1, -2, 0.3], [0.7, 0.2, -1.5]]", 1, true) and text:find("\nmodes\n  3 ", 1, true), "and in words", text)
  text = lab.call "run model.mass --dump model"
  check(text:find("\n  modes 3\n", 1, true) and text:find("x[i+1] - x[0]", 1, true) and text:find("mean(x over mode)", 1, true), "--dump model", text)
end

-- ---- threads, lanes ------------------------------------------------------------------------------------

local function threads()
  local a = pair("heun", "grid(0, 0.5, 100)", network "  dynamics Ring\n  coupling c = Pull(x)\n  noise additive with sigma = 0.1, key = 7\n")
  local first
  for _, engine in ipairs(engines) do
    lab.engine = engine
    for n = 1, 3, 2 do
      rows(a, "--threads " .. n)
      first = first or lab.csv()
      check(lab.csv() == first, ("%s, %d threads"):format(engine, n))
    end
  end
  lab.engine = "tcc"
end

-- ---- equations at one state -------------------------------------------------------------------------

local function eval(text, at, options)
  lab.write(text)
  kit.write(home .. "/at.json", at)
  local said, code = lab.call("eval model.mass --at at.json " .. (options or ""))
  local good, value = pcall(json.read, said)
  check(code == 0 and good, "it is evaluated", said)
  return good and value or {}
end

local function near(got, want)
  return type(got) == "number" and math.abs(got - want) <= 1e-14*math.max(1, math.abs(want))
end

local function equations()
  local at = [[{ "state": { "x": [0.3, -0.5, 1.25], "z": 0.75 }, "input": { "c": [1, 2, 4] }, "parameters": { "g": 0.4%s } }]]
  local flat = [[{ "state": { "x0": 0.3, "x1": -0.5, "x2": 1.25, "z0": 0.75, "z1": 0.75, "z2": 0.75 },
                   "input": { "c0": 1, "c1": 2, "c2": 4 }, "parameters": { "g": 0.4%s } }]]
  for _, engine in ipairs(engines) do
    local options = "--jacobian --engine " .. engine
    local a, b = eval(with_modes, at:format "", options), eval(written(), flat:format "", options)
    local wrong
    local function same(what, got, want) if got ~= want then wrong = wrong or what end end
    local function agrees(what, got, want) if not near(got, want) then wrong = wrong or ("%s: %s, not %.17g"):format(what, got, want) end end
    for _, state in ipairs { "x", "z" } do
      for i = 0, MODES - 1 do
        same(state .. i, a.derivatives[state][i + 1], b.derivatives[state .. i][1])
        for part, names in pairs { state = { "x", "z" }, input = { "c" } } do
          for _, by in ipairs(names) do
            for j = 0, MODES - 1 do
              agrees(("d%s%d/d%s%d"):format(state, i, by, j), a.jacobian[part][state][by][i + 1][j + 1], b.jacobian[part][state .. i][by .. j][1])
            end
          end
        end
        agrees(state .. i .. "/g", a.jacobian.parameter[state].g[i + 1], b.jacobian.parameter[state .. i].g[1])
      end
    end
    check(not wrong, engine .. ": slopes of modes, and how they change", wrong)
  end
  -- a vector that is given
  local a = eval(with_modes, at:format ', "s": [1, 2, 3]', "--jacobian")
  local b = eval(written(), flat:format ', "s0": 1, "s1": 2, "s2": 3', "--jacobian")
  local wrong
  for i = 0, MODES - 1 do
    if a.derivatives.x[i + 1] ~= b.derivatives["x" .. i][1] then wrong = "slope " .. i end
    for j = 0, MODES - 1 do
      if not near(a.jacobian.parameter.x.s[i + 1][j + 1], b.jacobian.parameter["x" .. i]["s" .. j][1]) then wrong = ("by s%d of %d"):format(j, i) end
    end
  end
  check(not wrong, "a vector is given", wrong)
  -- two nodes: each has what it has alone
  local two = eval(with_modes, [==[{ "state": { "x": [[0.3, -0.5, 1.25], [1, 2, 3]], "z": [[1, 1, 1], [0, 1, 2]] }, "input": { "c": [[1, 2, 4], [0, 0, 1]] } }]==])
  local one = eval(with_modes, [==[{ "state": { "x": [0.3, -0.5, 1.25], "z": [1, 1, 1] }, "input": { "c": [1, 2, 4] } }]==])
  local other = eval(with_modes, [==[{ "state": { "x": [1, 2, 3], "z": [0, 1, 2] }, "input": { "c": [0, 0, 1] } }]==])
  check(two.derivatives and list(two.derivatives.x) == list { one.derivatives.x, other.derivatives.x }, "two nodes", two.derivatives and list(two.derivatives.x))
  lab.write(with_modes)
  local function refuses(title, text, words)
    kit.write(home .. "/at.json", text)
    lab.says(title, 1, words, "eval model.mass --at at.json")
  end
  refuses("too few modes", '{ "state": { "x": [1, 2] } }', { "'x' wants a number, 3, one for each mode, or a list of those for each node" })
  refuses("a list of other lists", '{ "state": { "x": [[1, 2, 3], [1, 2]] } }', { "'x' wants a number, 3" })
  refuses("a matrix", '{ "parameters": { "A": 1 } }', { "'A' is a matrix over modes" })
  refuses("a number has no modes", '{ "parameters": { "g": [[1, 2, 3]] } }', { "'g' wants one number for each node" })
end

-- ---- one mode ---------------------------------------------------------------------------------------------

local function one_mode()
  local text = [[
model One
  %s
  state x = 1
  state y = %s
  x' = y - x^3
  y' = -x - 0.1*y
end
network
  nodes 3
  dynamics One
  noise additive with sigma = 0.1, key = 3
end
simulate heun with dt = 0.1 ms, duration = 10 ms
observe m = mean(x)
observe s = std(x)
observe l = last(y)
explore e
  initial.y = grid(0, 1, 5)
end
]]
  local function columns(modes, y)
    local out = {}
    for _, row in ipairs(rows(text:format(modes, y))) do out[#out + 1] = table.concat({ row.m, row.s, row.l }, " ") end
    return table.concat(out, "\n")
  end
  local want = columns("", "0")
  check(want ~= "" and columns("modes 1", "0") == want, "one mode is none")
  check(columns("modes 1", "[0]") == want, "one mode, and a list of one")
end

the_same_bits()
noise()
shown()
threads()
equations()
one_mode()
kit.uses("tests/json.lua")
kit.finish()
