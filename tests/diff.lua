-- diff.lua -- massc diff: what differs between two results, where, and by how much.
--
--   lua5.4 tests/diff.lua out/massc
--
-- Files with chosen numbers are made by ncgen; where they lie farthest apart is found here.
-- What is said of settings, texts and data is held against what was changed before a run.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])

kit.uses("tests/diff.lua")

-- All that is said, and nothing else.
local function tells(title, exit, want, command)
  local output, code = lab.call("diff " .. command)
  kit.same(code, exit, title .. ": exit code")
  kit.same(output, want, title)
end

-- ---- numbers ------------------------------------------------------------------------------

local head = [[
netcdf x {
dimensions:
  a = 3 ; b = 500 ; c = 100 ; one = 1 ;
variables:
  double a(a) ; a:units = "mV" ;
  int64 c(c) ;
  double big(a, b, c) ;
  float single(a) ;
  int whole(a) ;
  double number ;
  string name(a) ;
  double other(one) ; other:coordinates = "beside" ;
  double beside(one) ;
data:
]]
local function numbers(changes)
  local list = {}
  for i = 1, 150000 do list[i] = changes[i] or ("%.17g"):format(1/i) end
  return table.concat(list, ", ")
end

-- Changes of big by place, and of others by name.
local function make(file, changes)
  local texts = { a = "0.5, 1.5, 2.5", single = "0.1f, 0.2f, 0.3f", whole = "1, 2, 3", number = "7",
                  name = '"u", "v", "w"', other = "4", beside = "9" }
  for name, text in pairs(changes) do texts[name] = texts[name] and text or nil end
  local c = {}
  for i = 0, 99 do c[#c + 1] = 10*i end
  local data = "c = " .. table.concat(c, ", ") .. " ;\nbig = " .. numbers(changes) .. " ;\n"
  for name, text in pairs(texts) do data = data .. name .. " = " .. text .. " ;\n" end
  kit.write(lab.home .. "/x.cdl", head .. data .. "}\n")
  local said, code = kit.run(("cd %s && ncgen -k nc4 -o %s x.cdl"):format(lab.home, file))
  assert(code == 0, said)
end

local function place(i)             -- of big, from 1, as a user reads it
  local n = i - 1
  return ("a = %g, b %d, c = %d"):format(0.5 + n//50000, n//100 % 500, 10*(n % 100))
end

if kit.has "ncgen" then
  make("a.nc", {})
  tells("a file and itself", 0, "the same: 9 variables, 150115 values\n", "a.nc a.nc")
  -- Absolute and relative differences are largest at different places, in different pieces.
  make("b.nc", { [3] = "0.5", [70001] = ("%.17g"):format(3/70001), [149999] = ("%.17g"):format(1/149999 + 1e-12) })
  local want = ("big: 3 of 150000 values differ\n  absolute at most 0.167 at %s: %.16g / 0.5\n  relative at most 0.667 at %s: %.17g / %.17g\n")
               :format(place(3), 1/3, place(70001), 1/70001, 3/70001)
  local output, code = lab.call("diff a.nc b.nc")
  local function plain(text) return (text:gsub("%d%.%d+e?%-?%d*", function(x) return ("%.12g"):format(tonumber(x)) end)) end
  kit.same(code, 1, "numbers differ: exit code")
  kit.same(plain(output), plain(want), "numbers differ")
  tells("within a tolerance", 0, "the same: 9 variables, 150115 values\n", "a.nc b.nc --tol 0.7")
  output, code = lab.call("diff a.nc b.nc --tol 0.5")
  kit.check(code == 1 and output:match("^big: 1 of 150000 values differs\n"), "one beyond a tolerance", output)
  output, code = lab.call("diff a.nc b.nc --tol 1e-6")
  kit.check(code == 1 and output:match("^big: 2 of 150000"), "two beyond a tolerance", output)

  make("n.nc", { [5] = "NaN", [6] = "NaN", [7] = "Infinity", [8] = "0.", [9] = "-0." })
  make("m.nc", { [5] = "NaN", [7] = "Infinity", [8] = "-0.", [9] = "-0.", [10] = "NaN", [11] = "-Infinity" })
  local infinite = ("big: 4 of 150000 values differ, 1 not a number in A alone, 1 not a number in B alone%s\n  absolute at most inf at %s: %s / -inf\n  relative at most inf at %s: %s / -inf\n")
  output = lab.call("diff n.nc m.nc")
  local eleventh = output:match("c = 100: (%S+)")
  kit.check(eleventh and math.abs(tonumber(eleventh) - 1/11) < 1e-16, "the number beside an infinity", output)
  tells("what is no number", 1, infinite:format(", 1 in the sign of a zero", place(11), eleventh, place(11), eleventh), "n.nc m.nc")
  tells("zeros with a tolerance", 1, infinite:format("", place(11), eleventh, place(11), eleventh):gsub("4 of", "3 of"), "n.nc m.nc --tol 1e-9")

  make("o.nc", { single = "0.1f, 0.25f, 0.3f", whole = "1, 2, 4", number = "8", name = '"u", "V", "w"', other = "5" })
  tells("other kinds of variables", 1, [[
single: 1 of 3 values differs
  absolute at most 0.05 at a = 1.5: 0.2 / 0.25
  relative at most 0.2 at a = 1.5: 0.2 / 0.25
whole: 1 of 3 values differs
  absolute at most 1 at a = 2.5: 3 / 4
  relative at most 0.25 at a = 2.5: 3 / 4
number: 1 of 1 value differs
  absolute at most 1: 7 / 8
  relative at most 0.125: 7 / 8
name 1: v / V
other: 1 of 1 value differs
  absolute at most 1 at one 0, beside = 9: 4 / 5
  relative at most 0.2 at one 0, beside = 9: 4 / 5
]], "a.nc o.nc")
  local save = head
  head = head:gsub("b = 500 ; c = 100", "b = 100 ; c = 500"):gsub("int64 c%(c%) ;", ""):gsub("int whole", "float whole")
             :gsub('"mV"', '"V"'):gsub("double number", "double digit")
  local cdl = head .. "a = 0.5, 1.5, 2.5 ; single = 0.1f, 0.2f, 0.3f ; whole = 1, 2, 3 ; name = \"u\", \"v\", \"w\" ; other = 4 ; beside = 9 ;\n}\n"
  kit.write(lab.home .. "/y.cdl", cdl)
  kit.run(("cd %s && ncgen -k nc4 -o shape.nc y.cdl"):format(lab.home))
  head = save
  tells("shapes, types, units, names", 1, [[
a: units: mV / V
c: in A alone
big: a 3 x b 500 x c 100 / a 3 x b 100 x c 500
whole: integer / single
number: in A alone
digit: in B alone
]], "a.nc shape.nc")
  tells("numbers alone", 1, [[
c: in A alone
big: a 3 x b 500 x c 100 / a 3 x b 100 x c 500
whole: integer / single
number: in A alone
digit: in B alone
]], "a.nc shape.nc --values")
else
  kit.skip("chosen numbers", "ncgen is not installed")
end

-- ---- places by their coordinates ------------------------------------------------------------

if kit.has "ncgen" then
  local function grid(file, a, names, time, count)
    -- v at the place (a, name, time) is 100*a + 10*its letter + time, so that it is known without its place in the file.
    local values, plain = {}, {}
    for _, x in ipairs(a) do
      for _, name in ipairs(names) do
        for _, t in ipairs(time) do values[#values + 1] = ("%.17g"):format(100*x + 10*name:byte() + t) end
      end
    end
    for i = 1, count do plain[i] = i end
    local function list(t, form) local out = {}; for i, x in ipairs(t) do out[i] = form:format(x) end; return table.concat(out, ", ") end
    kit.write(lab.home .. "/x.cdl", ([[netcdf x {
dimensions: a = %d ; name = %d ; time = %d ; plain = %d ;
variables: double a(a) ; string name(name) ; double time(time) ; double v(a, name, time) ; double p(plain) ; int64 n(a) ;
data: a = %s ; name = %s ; time = %s ; v = %s ; p = %s ; n = %s ;
}
]]):format(#a, #names, #time, count, list(a, "%g"), list(names, '"%s"'), list(time, "%g"), table.concat(values, ", "), list(plain, "%d"), list(a, "%.0f")))
    local said, code = kit.run(("cd %s && ncgen -k nc4 -o %s x.cdl"):format(lab.home, file))
    assert(code == 0, said)
  end
  grid("g.nc", { 1, 2, 3, 4 }, { "u", "v" }, { 1, 2, 3 }, 2)
  grid("reversed.nc", { 4, 3, 2, 1 }, { "v", "u" }, { 1, 2, 3 }, 2)
  tells("the same places in another order", 1, "a: places in another order\nname: places in another order\n", "g.nc reversed.nc")
  grid("longer.nc", { 1, 2, 3, 4, 5, 6 }, { "u", "v" }, { 1, 2, 3, 4 }, 2)
  tells("more places", 1, [[
a: a 4 / a 6
a: 2 places in B alone: 5, 6
time: time 3 / time 4
time: 1 place in B alone: 4
v: a 4 x name 2 x time 3 / a 6 x name 2 x time 4
n: a 4 / a 6
]], "g.nc longer.nc")
  grid("between.nc", { 3, 0.5, 2, 2.5 }, { "w", "u" }, { 3, 5 }, 3)
  tells("some places in common, mixed", 1, [[
a: 2 places in A alone: 1, 4
a: 2 places in B alone: 0.5, 2.5
a: places in another order
name: 1 place in A alone: v
name: 1 place in B alone: w
time: time 3 / time 2
time: 2 places in A alone: 1, 2
time: 1 place in B alone: 5
v: a 4 x name 2 x time 3 / a 4 x name 2 x time 2
p: plain 2 / plain 3
]], "g.nc between.nc")
  grid("beyond.nc", { 11, 12, 13, 14 }, { "u", "v" }, { 1, 2, 3 }, 2)
  tells("no place in common", 1, [[
a: 4 places in A alone: 1, 2, 3, 4
a: 4 places in B alone: 11, 12, 13, 14
a: no place in common, nothing along it is compared
]], "g.nc beyond.nc")
  local many = {}
  for i = 1, 20 do many[i] = i end
  grid("many.nc", many, { "u", "v" }, { 1, 2, 3 }, 2)
  kit.check(lab.call("diff g.nc many.nc"):find("a: 16 places in B alone: 5, 6, 7, 8, 9, 10, 11, 12, ...\n", 1, true), "more places than are shown")
  -- What differs is found at its place, wherever that is in the other file: v(3, v, 2) = 300 + 1180 + 2.
  kit.run(("cd %s && ncdump -p 9,17 reversed.nc | sed 's/1482/1483/' > y.cdl && ncgen -k nc4 -o one.nc y.cdl"):format(lab.home))
  tells("one number among places in another order", 1, ("a: places in another order\nname: places in another order\nv: 1 of 24 values differs\n" ..
    "  absolute at most 1 at a = 3, name = v, time = 2: 1482 / 1483\n  relative at most %.3g at a = 3, name = v, time = 2: 1482 / 1483\n"):format(1/1483), "g.nc one.nc")
  local text = lab.call("diff one.nc g.nc")
  kit.check(text:find("at a = 3, name = v, time = 2: 1483 / 1482", 1, true), "... the other way round", text)

  -- Integers to the last bit: 2^53 and what a double makes the same of it, and the ends of 64 bits.
  local function whole(file, i, u, packed)
    kit.write(lab.home .. "/x.cdl", ("netcdf x {\ndimensions: k = 2 ;\nvariables: int64 i(k) ; uint64 u(k) ; short s(k) ; s:scale_factor = 0.5 ;\ndata: i = %s ; u = %s ; s = %s ;\n}\n"):format(i, u, packed))
    kit.run(("cd %s && ncgen -k nc4 -o %s x.cdl"):format(lab.home, file))
  end
  whole("i.nc", "9007199254740992, -9223372036854775807", "18446744073709551615ull, 5ull", "1, 2")
  whole("k.nc", "9007199254740993, 9223372036854775807", "18446744073709551614ull, 5ull", "1, 3")
  tells("integers", 1, ([[
i: 2 of 2 values differ
  absolute at most %.3g at k 1: -9223372036854775807 / 9223372036854775807
  relative at most 2 at k 1: -9223372036854775807 / 9223372036854775807
u: 1 of 2 values differs
  absolute at most 1 at k 0: 18446744073709551615 / 18446744073709551614
  relative at most %.3g at k 0: 18446744073709551615 / 18446744073709551614
s: 1 of 2 values differs
  absolute at most 0.5 at k 1: 1 / 1.5
  relative at most 0.333 at k 1: 1 / 1.5
]]):format(2.0^64, 2.0^-64), "i.nc k.nc")
  text = lab.call("diff i.nc k.nc --tol 0.4")
  kit.check(text:find("^i: 1 of 2 values differs\n") and not text:find("\n[us]:"), "integers within a tolerance", text)
end

-- ---- what was asked -------------------------------------------------------------------------

local text = [[
use Here
network
  dynamics Here
  graph    weights = "w.csv"
  coupling c = Linear(x) with G = 0.05
  noise    additive on x with sigma = 0.01, key = 2
end
simulate heun with dt = 0.1, duration = 10
observe m = mean(x)
explore e
  dynamics.k = [0.1, 0.2]
end
]]
local model = "model Here\n  state x = 1\n  param k = 0.1\n  input c\n  x' = -k*x + c\nend\n"

local function run(out, options)
  local output, code = lab.call("run model.mass --quiet --engine tcc --out " .. out .. " " .. (options or ""))
  kit.same(code, 0, "run into " .. out .. "\n" .. output)
end
local function lay_out(weights)
  lab.write(text)
  kit.write(lab.home .. "/Here.mass", model)
  kit.write(lab.home .. "/w.csv", weights or "0,1\n1,0\n")
end

lay_out()
run("first")
run("again", "--threads 2")
tells("two runs", 0, "the same: 3 variables, 6 values\n", "first/e again/e.nc")
if kit.has "gcc" then
  run("gcc", "--engine gcc")
  local output, code = lab.call("diff first/e gcc/e")
  kit.check(code == 1 and output:match("^engine: tcc / gcc [^\n]+\n$"), "engines, and the same numbers", output)
  tells("numbers of two engines", 0, "the same: 3 variables, 6 values\n", "first/e gcc/e --values")
end

-- The numbers are known: x decays by the mean of Heun's factor where nothing is coupled.
run("set", "--set c.G=0 --set 'noise.sigma=0'")
run("key", "--set c.G=0 --set 'noise.sigma=0' --set dynamics.k=0.3 --set x=2")
local output, code = lab.call("diff set/e key/e")
kit.check(code == 1 and output:find("options:\n  B: --set=dynamics.k=0.3\n  B: --set=x=2\n", 1, true), "options", output)
kit.check(output:find("parameters:\n  A: initial.x = 1\n  B: initial.x = 2\n", 1, true), "parameters", output)
local function mean(k)
  local x, sum, factor = 1, 0, 1 - 0.1*k + (0.1*k)^2/2
  for _ = 1, 100 do x = x*factor; sum = sum + x end
  return sum/100
end
local by, at, from, to = output:match("m: 2 of 2 values differ\n  absolute at most (%S+) at dynamics.k = (%S+): (%S+) / (%S+)\n  relative at most 0%.5 ")
kit.check(by and at == "0.1" and math.abs(tonumber(by) - mean(0.1)) < 1e-3 and math.abs(tonumber(from) - mean(0.1)) < 1e-12
          and math.abs(tonumber(to) - 2*mean(0.1)) < 1e-12, "by how much, and where", output)

-- A model and a coupling of one name.
lab.write(text:gsub("use Here", "use Linear"):gsub("dynamics Here", "dynamics Linear"):gsub("dynamics.k", "dynamics.gamma"))
run("namesakes")
run("namesakes_again")
tells("two texts of one name", 0, "the same: 3 variables, 6 values\n", "namesakes/e namesakes_again/e")

-- Lines of the text, of a model, data.
lab.write(text:gsub("duration = 10", "duration = 20"):gsub("observe m", "# longer\nobserve m"):gsub("simulate heun", "simulate euler"))
run("text")
output = lab.call("diff first/e text/e")
kit.check(output:find([[
source:
  A 8: simulate heun with dt = 0.1, duration = 10
  B 8: simulate euler with dt = 0.1, duration = 20
  B 9: # longer
]], 1, true) and not output:match("options"), "lines of the text", output)
lay_out()
kit.write(lab.home .. "/Here.mass", (model:gsub("%-k%*x", "-2*k*x")))
run("model")
output = lab.call("diff first/e model/e")
kit.check(output:match("^Here.mass:\n  A 5:   x' = %-k%*x %+ c\n  B 5:   x' = %-2%*k%*x %+ c\nm: 2 of 2"), "lines of a model", output)
lay_out("0,1\n2,0\n")
run("data")
local function sum(out) return kit.read(lab.home .. "/" .. out .. "/e.json"):match("w.csv, (8 bytes, hash %x+)") end
output = lab.call("diff first/e data/e")
kit.check(output:find(("data w.csv: %s / %s\n"):format(sum "first", sum "data"), 1, true) and sum "first" ~= sum "data", "data by their hashes", output)
lay_out()
lab.write(text:gsub('"w.csv"', '"v.csv"'))
kit.run(("cp %s/w.csv %s/v.csv"):format(lab.home, lab.home))
run("named")
output = lab.call("diff first/e named/e")
kit.check(output:match("data w.csv: 8 bytes, hash %x+ / none\ndata v.csv: none / 8 bytes, hash %x+\n"), "data of another name", output)

-- Another exploration, precision, key, a row, a recording.
lay_out()
run("other", "--real f32 --key 3 --point 1 --record 'x every 5'")
output = lab.call("diff first/e other/e.point.1")
for _, line in ipairs { "key: 0 / 3", "precision: double / single", "point: none / 1", "  B: --real=f32", "  B: --record='x every 5'",
                        "m: dynamics.k 2 / point 1", "m: double / single", "x: in B alone", "time: in B alone" } do
  kit.check(("\n" .. output):find("\n" .. line .. "\n", 1, true), "said: " .. line, output)
end

-- A state's name and a time where a recording differs.
run("long", "--record x --set 'noise.sigma=0' --set c.G=0")
run("longer", "--record x --set 'noise.sigma=0' --set c.G=0 --set x=2")
output = lab.call("diff long/e longer/e --values")
kit.check(output:match("x: 400 of 400 values differ\n  absolute at most %S+ at dynamics.k = 0.1, time = 0.1, node = 0: "), "the place in a recording", output)

-- How long a recording is does not matter: as doubles, each of these takes 128 MB.
if os.getenv("ASAN_OPTIONS") then
  kit.skip("bounded memory", "the sanitizer reserves more")
else
  lab.write("use Generic2dOscillator\nprecision single\nsimulate euler with dt = 0.01, duration = 80000\nrecord V, W\n")
  for i, a in ipairs { -1, -1.1 } do lab.call(("run model.mass --quiet --engine tcc --format nc --set a=%g --out large%d"):format(a, i)) end
  output, code = kit.run(("cd %s && ulimit -v 200000 && %s diff large1/run large2/run"):format(lab.home, lab.program))
  kit.check(code == 1 and output:match("results: %d+ of 16000000 values differ"), "bounded memory", output)
  kit.run("rm -r " .. lab.home .. "/large?")
end

-- Many lines are cut off; very long texts are not put in line.
local many = {}
for i = 1, 100 do many[i] = "# line " .. i end
lab.write(text .. table.concat(many, "\n") .. "\n")
run("many")
output = lab.call("diff first/e many/e")
kit.check(output:find("  B 13: # line 1\n", 1, true) and output:find("  ... and 60 more lines\n", 1, true) and not output:find("# line 41\n", 1, true), "many lines", output)

local function comment(word)
  local list = {}
  for i = 1, 2200 do list[i] = ("# %s %d"):format(word, i) end
  return table.concat(list, "\n") .. "\n"
end
lab.write(text .. comment "one")
run("one")
lab.write(text .. comment "two")
run("two")
output = lab.call("diff one/e two/e")
kit.check(output:find("  A 13: # one 1\n  A 14: # one 2\n", 1, true) and output:find("  ... and 4360 more lines\n", 1, true), "very long texts", output)

-- ---- what is wrong --------------------------------------------------------------------------

lab.says("one file", 2, { "diff takes two results: massc diff A.nc B.nc" }, "diff first/e.nc")
lab.says("three files", 2, { "diff takes two results" }, "diff first/e first/e first/e")
lab.says("a table", 2, { "differences are told of NetCDF files: massc diff first/e.nc" }, "diff first/e.csv first/e")
lab.says("a model", 2, { "'model.mass' is a model; massc run model.mass runs it" }, "diff first/e model.mass")
lab.says("no file", 3, { "cannot read none.nc: No such file" }, "diff first/e none.nc")
lab.says("no NetCDF", 3, { "cannot read w.csvx: NetCDF: Unknown file format" }, "diff first/e w.csvx; cp w.csv w.csvx; " .. lab.program .. " diff first/e w.csvx")
for _, word in ipairs { "-1", "x", "nan", "inf", "1e-9x" } do
  lab.says("no tolerance: " .. word, 2, { "'--tol' takes a number of 0 or more, such as 1e-9, not '" .. word .. "'" }, "diff first/e again/e --tol=" .. word)
end
lab.says("a full disk", 3, { "No space left" }, "diff first/e many/e > /dev/full")

kit.finish()
