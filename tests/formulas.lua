-- formulas.lua -- what is said of parameters that follow from others, and all that stands in formulas.
--
--   lua5.4 tests/formulas.lua out/massc
--
-- Expected: the mathematics of Lua, and the text of formulas as it was written.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])

kit.uses("tests/formulas.lua")

local engines = { "tcc" }
for _, cc in ipairs { "gcc", "clang" } do
  if kit.has(cc) then engines[#engines + 1] = cc else kit.skip("formulas on " .. cc, "not installed") end
end

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

-- ---- what is said of them ------------------------------------------------------------------

lab.write(line:format("  a = [2, 4]"):gsub("explore e", "explore f\n  dynamics.a = 5\nend\nexplore e"))
lab.says("the model as printed", 0, { "dynamics.c = 2*b = 6", "dynamics.b = 3*a = 3" }, "run model.mass e --dump model")
lab.says("the head of a kernel", 0, { "fixed    dynamics.c = 2*b, dynamics.b = 3*a," }, "emit --kernel model.mass e")
local c = (lab.call("emit --kernel model.mass f"))
kit.check(c:find("= 3155.0; /* 100*c + 10*b + a */", 1, true), "the kernel calls them by their names", c:sub(-3000))
lab.says("show", 0, { "c  2*b = 6", "b  3*a = 3" }, "show model.mass")
lab.says("show --json", 0, { '"name": "c", "value": 6, "formula": "2*b"', '"name": "a", "value": 1, "unit"' }, "show model.mass --json")
lab.says("a run of all", 0, {}, "run model.mass --quiet --engine tcc --out out")
local facts = { e = kit.read(lab.home .. "/out/e.json") or "", f = kit.read(lab.home .. "/out/f.json") or "" }
kit.check(facts.e:find("dynamics.c = 2*b\\u000adynamics.b = 3*a\\u000ainitial", 1, true),
          "attributes of a sweep say what follows from the axis", facts.e)
kit.check(facts.f:find("dynamics.c = 30\\u000adynamics.b = 15\\u000adynamics.a = 5\\u000a", 1, true),
          "attributes of one point say its values", facts.f)
lab.says("a result is run again", 0, {}, "run --from out/e.nc --quiet --engine tcc --out again")
kit.check(kit.read(lab.home .. "/again/e.csv") == kit.read(lab.home .. "/out/e.csv"), "to the same bytes")
lab.says("massc space", 0, { "     a\n0  2.0\n1  4.0\n" }, "space model.mass e")
lab.says("a value in its place is a value", 0, { "dynamics.b = 7\n", "dynamics.c = 2*b = 14" }, "run model.mass e --set b=7 --dump model")
kit.same((lab.call("check model.mass")), "", "nothing is told of what a formula uses")
kit.write(lab.home .. "/s.lua", [[
local e = massc.load "model.mass"
local r = e:run(e:space("f"))
print(r.r[1], e:run(e:space("e"):slice(1)).r[1], e:run("e", { set = { ["dynamics.b"] = 1 } }).r[2])
print(e:run(massc.space { dynamics = { b = massc.list { 1, 2 } } }).r[2])]])
lab.says("in a script", 0, { "3155.0	2524.0	214.0", "421.0" }, "lua s.lua")

-- All there is in formulas, in double; here by the mathematics of Lua.
local formulas = {
  { "-a + b - 2*a*b/7", function(a, b) return -a + b - 2*a*b/7 end },
  { "a^b + pow(b, 3) + a^0.5", function(a, b) return a^b + b^3 + a^0.5 end },
  { "if a < b and not (a == b) then 1 else 2", function() return 1 end },
  { "if a >= b or a != 1.5 then 1 else 2", function() return 2 end },
  { "if a > b then 1 else if a <= b then 3 else 2", function() return 3 end },
  { "min(a, b, 1) + max(a, b, 9)", function() return 10 end },
  { "mod(-b, a) + floor(b) - ceil(a) + round(2.5) + trunc(-1.5) + abs(-b) + sign(-a)", function(a, b) return (-b) % a + 4 - 2 + 2 - 1 + b - 1 end },
  { "exp(a) + log(b) + sin(a)*cos(b)*tan(a)", function(a, b) return math.exp(a) + math.log(b) + math.sin(a)*math.cos(b)*math.tan(a) end },
  { "atan2(a, b) + hypot(3, 4*a/1.5) + sqrt(b)", function(a, b) return math.atan(a, b) + 5 + math.sqrt(b) end },
  { "twice(once(a), b)", function(a, b) return 2*(a + 1)*b end },
  { "pi*a + 2*(1 + b)", function(a, b) return math.pi*a + 2*(1 + b) end }
}
local many = { "model F\n  state x = 0\n  param a = 1.5, b = 4.25\n  once(v) = v + 1\n  twice(u, v) = 2*u*v" }
local sum = {}
for i, f in ipairs(formulas) do
  many[#many + 1] = ("  param p%d = %s"):format(i, f[1])
  sum[#sum + 1] = "p" .. i
end
many[#many + 1] = "  x' = " .. table.concat(sum, "*0 + ") .. "*0\nend\nsimulate euler with dt = 1, duration = 1"
for i in ipairs(formulas) do many[#many + 1] = ("observe o%d = p%d + 0*last(x)"):format(i, i) end
many[#many + 1] = "explore e\nend"
many = table.concat(many, "\n")
lab.write(many)
local shown = lab.call("show model.mass --json")
local row = lab.run(many)[1]
for i, f in ipairs(formulas) do
  local want, said = f[2](1.5, 4.25), tonumber(shown:match('"p' .. i .. '", "value": ([^,]*),'))
  kit.check(said and math.abs(said - want) <= 1e-15*math.max(1, math.abs(want)), "shown: " .. f[1], ("%s, not %.17g"):format(said, want))
  local got = row and tables.numbers(row["o" .. i])[1]
  kit.check(got and math.abs(got - want) <= 1e-14*math.max(1, math.abs(want)), "computed: " .. f[1], ("%s, not %.17g"):format(got, want))
end

-- Ten modes: what is shown, and what a run has.
local ten = [[
model T
  modes 10
  state x = w
  param v = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], k = 2
  param w = k*v + v[i+1], n = sum(v*w over mode), d = dot(v, v), one = g(v, w) + v[0], top = max(w over mode) - min(w over mode)
  g(p, q) = if p > 3 then p - q else q - p
  x' = 0*(n + d + one + top)
end
simulate euler with dt = 1, duration = 1
observe r = last(x)
observe s = n + 10*d + 1000*top + 0*mean(x)
explore e
  k = [2, 3]
end]]
local function of_ten(k)
  local w, n, one = {}, 0, {}
  for i = 1, 10 do
    w[i] = k*i + i % 10 + 1
    n = n + i*w[i]
    one[i] = (i > 3 and i - w[i] or w[i] - i) + 1
  end
  return w, n + 10*385 + 1000*(math.max(table.unpack(w)) - math.min(table.unpack(w))), one
end
for _, engine in ipairs(engines) do
  lab.engine = engine
  lab.gives("ten modes (" .. engine .. ")", ten, "r", { (of_ten(2)), (of_ten(3)) })
  lab.gives("ten modes reduced (" .. engine .. ")", ten, "s", { (select(2, of_ten(2))), (select(2, of_ten(3))) })
end
lab.engine = "tcc"
local _, _, ones = of_ten(2)
lab.says("ten modes shown", 0, { '"d", "value": 385,', '"one", "value": [' .. table.concat(ones, ", ") .. "]" }, "show model.mass --json")

lab.gives("a table in a formula", [=[
model B
  state x = f(2*a)
  table f(v) = [[0, 0], [2, 20], [10, 28]]
  param a = 3, b = f(a) + g(1)
  g(v) = f(v)/2
  x' = b
end
simulate euler with dt = 1, duration = 1
observe r = last(x)
explore e
  a = [3, 1, -1]
end]=], "r", { 24 + 21 + 5, 20 + 10 + 5, 0 + 0 + 5 })
lab.says("... is shown", 0, { '"b", "value": 26,', '"x", "initial": 24,' }, "show model.mass --json")

-- ---- long chains -----------------------------------------------------------------------------

local long = { "model C\n  state x = 0\n  param p0 = 1" }
for i = 1, 20000 do long[#long + 1] = ("  param p%d = p%d*1 + 1"):format(i, i - 1) end
long[#long + 1] = "  x' = p20000\nend\nsimulate euler with dt = 1, duration = 1\nobserve r = last(x)\nexplore e\n  p0 = [1, 2]\nend"
lab.gives("a chain of 20000", table.concat(long, "\n"), "r", { 20001, 20002 })
local twice = { "model C\n  state x = 0\n  param p0 = 1" }
for i = 1, 60 do twice[#twice + 1] = ("  param p%d = (p%d + p%d)/2"):format(i, i - 1, i - 1) end
twice[#twice + 1] = "  x' = p60\nend\nsimulate euler with dt = 1, duration = 1\nobserve r = last(x)\nexplore e\n  p0 = [1, 2]\nend"
lab.gives("sixty that read the one before twice", table.concat(twice, "\n"), "r", { 1, 2 })

lab.gives("forty calls in each other, of a function that reads its argument twice",
          ("model C\n  state x = 0\n  param a = 3, b = %sa%s\n  g(u) = (u + u)/2\n  x' = b\nend\n"):format(("g("):rep(40), (")"):rep(40))
          .. "simulate euler with dt = 1, duration = 1\nobserve r = last(x)\nexplore e\n  a = [1, 2]\nend", "r", { 1, 2 })

kit.finish()
