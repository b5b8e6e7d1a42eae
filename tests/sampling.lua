-- sampling.lua -- the times that reductions look at: every, from and to, said in their own
-- line or by the names they reduce. Each is computed again from a recording of every step.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])

local nodes, steps, dt = 3, 2000, 0.1
local model = [[
model Wave
  state x = [0.1, 0.5, 0.9] [mV]
  state y = 1
  param k = 1
  x' = y + 0.1*sin(t) - 0.01*x
  y' = -k*x
end
network
  nodes 3
  dynamics Wave
end
simulate heun with dt = 0.1 ms, duration = 200 ms
]]
local kinds = { "mean", "std", "var", "min", "max", "sum", "first", "last" }
-- What stands behind the line, and the steps it means: every, behind, until.
local windows = {
  { "every 0.7 ms", 7, 0, steps },
  { "every 0.7 ms from 30 ms to 77.7 ms", 7, 300, 777 },
  { "every 5 ms to 33 ms", 50, 0, 330 },
  { "every 200 ms", 2000, 0, steps },
  { "from 199.9 ms", 1, 1999, steps },
}
local text = model .. "record x\n"
for w, window in ipairs(windows) do
  text = text .. ("observe named%d = x %s\n"):format(w, window[1])
  for _, kind in ipairs(kinds) do
    local over = kind == "first" and "" or kind == "last" and "" or " over time"
    text = text .. ("observe %s%d = %s(x%s) %s\n"):format(kind, w, kind, over, window[1])
    text = text .. ("observe %s_of_name%d = %s(named%d%s)\n"):format(kind, w, kind, w, over)
  end
end
-- Names keep their times where several stand in one line, and a line has the last word.
text = text .. [[
observe ratio = mean(named2 over time)/mean(x over time)
observe whole = mean(named2 over time) every 1 ms from 10 ms to 20 ms
observe until50 = mean(named3 over time) to 50 ms
observe twice = 2*named2
observe thrice = 3*named5 + x
observe curve = mean(named2 over node)
record named4
explore e
  k = [1, 0.5]
end
]]

local function rows_of(name) return tables.read(kit.read(lab.home .. "/out/" .. name) or "") end

local function bytes(options)
  local _, said, code = lab.run(text, options)
  local all = code and code ~= 0 and said or lab.csv()
  for _, name in ipairs { "x", "twice", "thrice", "curve", "named4" } do all = all .. (kit.read(lab.home .. "/out/e." .. name .. ".csv") or "none") end
  return all
end
local want = bytes("")
kit.check(#want > 10000 and not want:find("none", 1, true), "it runs", want:sub(1, 300))
local out, samples = tables.read(lab.csv()), rows_of("e.x.csv")
kit.same(#samples, 2*steps*nodes, "every step is recorded")

local function chosen(p, i, every, from, to)
  local list = {}
  for n = every, to, every do
    if n > from then list[#list + 1] = tonumber(samples[(p*steps + n - 1)*nodes + i].x) end
  end
  return list
end

local function reduced(list)
  local r = { sum = 0, min = math.huge, max = -math.huge, first = list[1], last = list[#list], var = 0 }
  for _, x in ipairs(list) do
    r.sum = r.sum + x
    r.min, r.max = math.min(r.min, x), math.max(r.max, x)
  end
  r.mean = r.sum/#list
  for _, x in ipairs(list) do r.var = r.var + (x - r.mean)^2/#list end
  r.std = math.sqrt(r.var)
  return r
end

local function near(got, want, what)
  kit.check(got and math.abs(got - want) <= 1e-12*math.max(1, math.abs(want)), what, ("%.17g, not %.17g"):format(got or 0/0, want))
end

for p = 0, 1 do
  local row = out[p + 1]
  for i = 1, nodes do
    for w, window in ipairs(windows) do
      local r = reduced(chosen(p, i, window[2], window[3], window[4]))
      for _, kind in ipairs(kinds) do
        near(tables.numbers(row[kind .. w])[i], r[kind], ("%s(x) %s, point %d, node %d"):format(kind, window[1], p, i))
        near(tables.numbers(row[kind .. "_of_name" .. w])[i], r[kind], ("%s of a name with %s, point %d, node %d"):format(kind, window[1], p, i))
      end
    end
    local named2, all = reduced(chosen(p, i, 7, 300, 777)), reduced(chosen(p, i, 1, 0, steps))
    near(tables.numbers(row.ratio)[i], named2.mean/all.mean, "each reduction has the times of its own names")
    near(tables.numbers(row.whole)[i], reduced(chosen(p, i, 10, 100, 200)).mean, "the line has the last word")
    near(tables.numbers(row.until50)[i], reduced(chosen(p, i, 50, 0, 500)).mean, "... clause by clause")
  end
end

-- Series take over what names say, too.
local function times(name, count, first, every)
  local rows = rows_of(name)
  kit.same(#rows, count, name .. ": samples")
  near(tonumber(rows[1].time), first, name .. ": the first")
  near(tonumber(rows[2*nodes + 1] and rows[name:find("curve") and 2 or nodes + 1].time), first + every, name .. ": the second")
end
times("e.twice.csv", 2*nodes*69, 30.1, 0.7)
times("e.curve.csv", 2*69, 30.1, 0.7)
kit.same(#rows_of("e.named4.csv"), 2*nodes, "a recording of a name: one sample")
kit.same(rows_of("e.thrice.csv")[1].time, "200", "from of a name, each step")
local twice = rows_of("e.twice.csv")
local list = chosen(1, 2, 7, 300, 777)
for k, x in ipairs(list) do near(tonumber(twice[(69 + k - 1)*nodes + 2].twice), 2*x, "twice the sample") end

for _, engine in ipairs { "tcc", "gcc", "clang" } do
  lab.engine = engine
  if engine ~= "clang" or kit.run("command -v clang"):match("%S") then
    for _, options in ipairs { "--lanes 1 --threads 1", "--lanes 8 --threads 2" } do
      kit.check(bytes(options) == want, ("%s %s: the same bytes"):format(engine, options))
    end
  end
end
lab.engine = "tcc"
local single = bytes("--real f32 --lanes 8")
lab.engine = "gcc"
kit.check(bytes("--real f32 --lanes 1") == single, "the same bytes in single precision")
kit.finish()
