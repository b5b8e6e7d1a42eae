-- trials.lua -- reductions over the trials: of numbers, of nodes, of series; means of all.
--
--   lua5.4 tests/trials.lua out/massc
--
-- Expected: from what the same run writes for each trial, reduced here in Lua's doubles; of
-- means the sums are exact to the last bits by adding the rounding errors up.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])

kit.uses("tests/trials.lua")

local function out(name) return kit.read(lab.home .. "/out/" .. name) end
local function series(name) return tables.read(out(name) or "") end

-- What numpy would give: of the list of a point's trials.
local reduce = {}
local function total(list)
  local sum, lost = 0, 0
  for _, x in ipairs(list) do
    local all = sum + x
    lost = lost + (math.abs(sum) >= math.abs(x) and (sum - all) + x or (x - all) + sum)
    sum = all
  end
  return sum + lost
end
local function squares(list)
  local mean, all = total(list)/#list, {}
  for i, x in ipairs(list) do all[i] = (x - mean)^2 end
  return total(all)
end
function reduce.sum(list) return total(list) end
function reduce.mean(list) return total(list)/#list end
function reduce.var(list) return squares(list)/#list end
function reduce.std(list) return math.sqrt(squares(list)/#list) end
function reduce.sem(list) return math.sqrt(squares(list)/(#list - 1))/math.sqrt(#list) end
function reduce.min(list) return math.min(table.unpack(list)) end
function reduce.max(list) return math.max(table.unpack(list)) end
function reduce.first(list) return list[1] end
function reduce.last(list) return list[#list] end
function reduce.median(list)
  local sorted = { table.unpack(list) }
  table.sort(sorted)
  local n = #sorted
  return n % 2 == 1 and sorted[(n + 1)//2] or (sorted[n//2] + sorted[n//2 + 1])/2
end
local kinds = { "mean", "std", "var", "min", "max", "sum", "first", "last", "sem", "median" }
local exact = { min = true, max = true, first = true, last = true, median = true }

local worst
local function compare(kind, got, want, tolerance)
  local off = math.abs(got - want)/(exact[kind] and not tolerance and 1e-300 or (tolerance or 1e-13)*math.max(math.abs(want), 1e-3))
  if not (off <= 1) then worst = worst or ("%s: %.17g, not %.17g"):format(kind, got, want) end
end

local head = [[
use ReducedWongWang
%s
network
  nodes 3
  dynamics ReducedWongWang
  graph    weights = ones - eye
  coupling instant = Linear(S) with G = 0.5
  noise    additive with sigma = 1e-2, key = 3
end
simulate heun with dt = 0.1 ms, duration = 6 ms, transient = 1 ms
]]
local tail = [[
explore e key 4
  coupling.instant.G = grid(0.1, 1.0, 3)
  initial.S ~ Uniform(0, 1)
  trials %d
end
]]
-- Every reduction of numbers, nodes and series, for odd and even trials.
local function all_of(trials, single)
  local lines = { "record S every 0.5 ms\nrecord H every 0.5 ms\nobserve m = mean(S)\nobserve l = last(S)\nobserve c = max(mean(S over node))\n",
                  "observe v = S every 0.5 ms\nobserve cv = mean(S over node) every 0.5 ms\nrecord cv\n" }
  for _, k in ipairs(kinds) do
    lines[#lines + 1] = ("observe m_%s = %s(m over trial)\nobserve l_%s = %s(last(S) over trial)\nobserve c_%s = %s(max(mean(S over node)) over trial)\n"):format(k, k, k, k, k, k)
    lines[#lines + 1] = ("observe s_%s = %s(v over trial)\nobserve k_%s = %s(cv over trial)\n"):format(k, k, k, k)
  end
  return head:format(single and "precision single" or "") .. table.concat(lines) .. tail:format(trials)
end
for _, trials in ipairs { 5, 4 } do
  for _, single in ipairs { false, true } do
    local rows, output = lab.run(all_of(trials, single))
    local title = ("%d trials%s: "):format(trials, single and ", single" or "")
    if kit.check(#rows == 3*trials, title .. "a row a trial", output) then
      local S, cv = series("e.S.csv"), series("e.cv.csv")
      local samples, nodes, tolerance = 12, 3, single and 3e-5 or nil
      for _, k in ipairs(kinds) do
        local s, c = series("e.s_" .. k .. ".csv"), series("e.k_" .. k .. ".csv")
        worst = nil
        kit.check(#s == 3*samples*nodes and #c == 3*samples and not s[1].trial, title .. k .. " of a series has no trials", #s .. " " .. #c)
        for p = 0, 2 do
          local m, n, l = {}, {}, { {}, {}, {} }
          for t = 1, trials do
            local row = rows[p*trials + t]
            m[t], n[t] = tonumber(row.m), tonumber(row.c)
            for i, x in ipairs(tables.numbers(row.l)) do l[i][t] = x end
          end
          for t = 1, trials do
            local row = rows[p*trials + t]
            compare(k, tonumber(row["m_" .. k]), reduce[k](m), tolerance)
            compare(k, tonumber(row["c_" .. k]), reduce[k](n), tolerance)
            for i, x in ipairs(tables.numbers(row["l_" .. k])) do compare(k, x, reduce[k](l[i]), tolerance) end
          end
          for sample = 0, samples - 1 do
            for node = 0, nodes - 1 do
              local list = {}
              for t = 0, trials - 1 do list[t + 1] = tonumber(S[((p*trials + t)*samples + sample)*nodes + node + 1].S) end
              compare(k, tonumber(s[(p*samples + sample)*nodes + node + 1]["s_" .. k]), reduce[k](list), tolerance)
            end
            local list = {}
            for t = 0, trials - 1 do list[t + 1] = tonumber(cv[(p*trials + t)*samples + sample + 1].cv) end
            compare(k, tonumber(c[p*samples + sample + 1]["k_" .. k]), reduce[k](list), tolerance)
          end
        end
        kit.check(not worst, title .. k, worst)
      end
    end
  end
end

-- ---- arithmetic, rows, names -----------------------------------------------------------
local decay = "model M\n  state x = 1 ~ Uniform(0.5, 2)\n  param a = 1\n  param b = 3\n  x' = -a*x\nend\nsimulate euler with dt = 0.25, duration = 1\n"
local sweep = "explore e key 7\n  a = [0.5, 1]\n  trials 4%s\nend\n"
local rows = lab.run(decay .. "observe l = last(x)\nobserve m = mean(l over trial)\nobserve s = sem(l over trial)\nobserve z = a*m/s - b\n" ..
                     "observe w = if m > s and not (s > m) then max(m, s, 2*b) + sqrt(m^2) - exp(-m) else 0\n" .. sweep:format(""))
for p = 0, 1 do
  local list = {}
  for t = 1, 4 do list[t] = tonumber(rows[4*p + t] and rows[4*p + t].l or "nan") end
  local m, s, row = reduce.mean(list), reduce.sem(list), rows[4*p + 1] or {}
  worst = nil
  compare("mean", tonumber(row.z), (p == 0 and 0.5 or 1)*m/s - 3, 1e-12)
  compare("mean", tonumber(row.w), math.max(m, s, 6) + m - math.exp(-m), 1e-12)
  kit.check(not worst, "arithmetic of what is made of trials", worst)
end
-- What is made of trials stands in each row of its point: the head and the companion say of what columns that is so.
do
  local _, output = lab.run(decay .. "observe l = last(x)\nobserve m = mean(l over trial)\nobserve s = sem(l over trial)\n" .. sweep:format(""))
  kit.check(output:find("\nm, s are made of all trials of a point: the same in each of its rows\n", 1, true), "columns made of trials, on the screen", output)
  local json = kit.read(lab.home .. "/out/e.json")
  kit.check(json:find('\n  "over_trial": ["m", "s"],\n', 1, true), "columns made of trials, beside the CSV file", json)
  for _, none in ipairs { "observe l = last(x)\n" .. sweep:format(""), "observe m = mean(last(x) over trial)\n" .. sweep:format(""),
                          "observe m = mean(last(x) over trial)\nobserve l = last(x)\n" .. sweep:format(" average") } do
    _, output = lab.run(decay .. none)
    kit.check(not output:find("made of all", 1, true) and not kit.read(lab.home .. "/out/e.json"):find("over_trial", 1, true), "... none", output)
  end
end
rows = lab.run(decay .. "observe m = mean(last(x) over trial)\nobserve s = std(last(x) over trial)\nobserve erp = mean(x over trial)\n" .. sweep:format(""))
kit.check(#rows == 2 and not rows[1].trial and rows[1].status == "0", "a row a point where nothing is of one trial", lab.csv())
kit.same(#series("e.erp.csv"), 8, "and as many series")
local alone = series("e.erp.csv")
rows = lab.run(decay .. "observe m = mean(last(x) over trial)\nobserve erp = mean(x over trial)\nrecord x\n" .. sweep:format(""))
kit.check(#rows == 8 and rows[1].trial == "0" and rows[1].m == rows[4].m and rows[1].m ~= rows[5].m, "a row a trial where one is recorded", lab.csv())
kit.same(series("e.erp.csv")[8].erp, alone[8] and alone[8].erp, "and the same series")
-- Steps of time go on as they are.
rows = lab.run(decay .. "observe m = mean(x at 0.5 over trial)\nobserve late = mean(x over trial) every 0.5 from 0.5\nrecord x\n" .. sweep:format(""))
local x = series("e.x.csv")
local want = 0
for t = 0, 3 do want = want + tonumber(x[4*t + 2].x)/4 end
kit.check(math.abs(tonumber(rows[1].m) - want) < 1e-15, "a time of all trials", rows[1].m)
kit.check(#series("e.late.csv") == 2 and series("e.late.csv")[1].time == "1", "samples of a series", out "e.late.csv")

-- ---- trials N average ---------------------------------------------------------------------
local recorded = decay .. "record x every 0.5\nobserve l = last(x)\nobserve m = mean(x)\nobserve s = std(last(x) over trial)\nobserve c = 2*x\nobserve p = median(x over trial)\n"
local each = lab.run(recorded .. sweep:format(""))
local xs, cs, ps = series("e.x.csv"), series("e.c.csv"), out "e.p.csv"
local averaged = lab.run(recorded .. sweep:format(" average"))
kit.check(#averaged == 2, "a row a point", lab.csv())
worst = nil
for p = 0, 1 do
  for _, name in ipairs { "l", "m" } do
    local list = {}
    for t = 1, 4 do list[t] = tonumber(each[4*p + t][name]) end
    compare("mean", tonumber(averaged[p + 1][name]), reduce.mean(list))
  end
  kit.same(averaged[p + 1].s, each[4*p + 1].s, "what is made of trials is no mean of it")
  for _, of in ipairs { { xs, "x", 2 }, { cs, "c", 4 } } do
    local got = series("e." .. of[2] .. ".csv")
    kit.check(#got == 2*of[3] and not got[1].trial, "series of points", #got)
    for sample = 0, of[3] - 1 do
      local list = {}
      for t = 0, 3 do list[t + 1] = tonumber(of[1][(4*p + t)*of[3] + sample + 1][of[2]]) end
      compare("mean", tonumber(got[p*of[3] + sample + 1][of[2]]), reduce.mean(list))
    end
  end
end
kit.check(not worst, "recordings of averaged trials are their means", worst)
kit.same(out "e.p.csv", ps, "a median stays one")
-- A trial that dies takes the point's numbers from that step on with it.
local dies = "model M\n  state x = 1 ~ Uniform(0, 60)\n  x' = x*x\nend\nsimulate euler with dt = 0.01, duration = 0.3\n%sexplore e key 1\n  initial.x ~ Uniform(0, 60)\n  trials 6%s\nend\n"
each = lab.run(dies:format("record x\nobserve l = last(x)\n", ""))
local first
for _, row in ipairs(each) do
  local died = tonumber(row.status)
  if died > 0 and (not first or died < first) then first = died end
end
kit.check(first and first > 1, "some trial dies in the middle", first)
for _, how in ipairs { { "record x\nobserve l = last(x)\n", " average", "x" },
                       { "observe erp = mean(x over trial)\nobserve l = mean(last(x) over trial)\n", "", "erp" },
                       { "observe erp = median(x over trial)\nobserve l = max(last(x) over trial)\n", "", "erp" } } do
  local row = lab.run(dies:format(how[1], how[2]))[1] or {}
  kit.check((row.l or "?"):lower():match("^nan$") or row.l == "", "its column is NaN", row.l)
  kit.check(tonumber(row.status) and tonumber(row.status) > 0, "its status is of a trial", row.status)
  for k, sample in ipairs(series("e." .. how[3] .. ".csv")) do
    local nan = not tonumber(sample[how[3]]) or sample[how[3]]:lower() == "nan"
    kit.check(nan == (k >= first), "sample " .. k .. " of a point whose trial died at " .. first, sample[how[3]])
  end
end

-- ---- one row, one trial ----------------------------------------------------------------
lab.write(recorded .. sweep:format(""))
local said, code = lab.call("run model.mass e --engine tcc --point 3 --out point")
kit.check(code == 0 and said:find("'s' is made of all trials of a point, and is left out of one row", 1, true)
          and said:find("'p' is made of all trials", 1, true), "one row says what it leaves out", said)
kit.check(not kit.read(lab.home .. "/point/e.p.csv"), "and leaves it out", kit.run("ls " .. lab.home .. "/point"))
lab.write(recorded .. sweep:format(" average"))
said, code = lab.call("run model.mass e --engine tcc --point 3 --out point --quiet")
kit.check(code == 0, "of means one row is a trial", said)
-- One trial is what it is.
local single = lab.run(decay .. "observe l = last(x)\nobserve m = mean(l over trial)\nobserve d = median(l over trial)\nobserve s = std(l over trial)\n" ..
                       "explore e\n  a = [0.5, 1]\n  trials 1\nend\n")
local header = kit.has("ncdump") and kit.run(("cd %s/out && ncdump -h e.nc"):format(lab.home))
kit.check(not header or header:find("double m(a) ;", 1, true) and header:find("double l(a, trial) ;", 1, true), "one trial: dimensions", header)
kit.check(single[1] and single[1].l == single[1].m and single[1].l == single[1].d and single[1].s == "0", "one trial", lab.csv())

-- ---- the same bytes --------------------------------------------------------------------
local function bytes(options, how)
  kit.run("rm -rf " .. lab.home .. "/out")
  lab.run(all_of(7, false):gsub("trials 7", "trials 7" .. (how or "")), options)
  local all = {}
  for name in kit.run("cd " .. lab.home .. "/out && ls *.csv"):gmatch("[^\n]+") do all[#all + 1] = name .. out(name) end
  return table.concat(all)
end
for _, how in ipairs { "", " average" } do
  lab.engine = "tcc"
  want = bytes("--lanes 4 --threads 1", how)
  kit.check(#want > 10000, "there is something", #want)
  for _, engine in ipairs { "tcc", "gcc", "clang" } do
    lab.engine = engine
    for _, options in ipairs { "--lanes 1 --threads 1", "--lanes 8 --threads 2", "--lanes 2 --threads 3" } do
      if engine ~= "clang" or kit.has("clang") then
        kit.check(bytes(options, how) == want, engine .. " " .. options .. how .. ": the same bytes")
      end
    end
  end
end
lab.engine = "tcc"

-- ---- the other files ---------------------------------------------------------------------
lab.run(decay .. "network\n  nodes 2\nend\nrecord x\nobserve l = last(x)\nobserve m = median(l over trial)\nobserve erp = mean(x over trial)\n" .. sweep:format(""), "--format csv,nc,npy")
local function shape(name) return (out(name) or ""):sub(1, 128):match("'shape': %(([^)]*)%)") end
kit.same(shape "e.l.npy", "2, 4, 2", "a column's shape")
kit.same(shape "e.m.npy", "2, 2", "trials are gone from a column")
kit.same(shape "e.erp.npy", "2, 4, 2", "trials are gone from a series: points, times, nodes")
kit.same(shape "e.x.npy", "2, 4, 4, 2", "and are there in others")
rows = tables.read(lab.csv())
local function doubles(name)
  local file, list = out(name), {}
  for at = 129, #file - 7, 8 do list[#list + 1] = string.unpack("<d", file, at) end
  return list
end
local got, cell, erp = doubles "e.m.npy", {}, series("e.erp.csv")
for p = 0, 1 do for i, v in ipairs(tables.numbers(rows[4*p + 1].m)) do cell[2*p + i] = v end end
for i = 1, 4 do kit.check(got[i] == cell[i], "NPY has what CSV has", got[i]) end
got = doubles "e.erp.npy"
for i, row in ipairs(erp) do kit.check(got[i] == tonumber(row.erp), "of series, too", got[i]) end
if kit.has("ncdump") then
  local text = kit.run("ncdump -p 9,17 " .. lab.home .. "/out/e.nc")
  kit.check(text:find("double l(a, trial, node)", 1, true) and text:find("double m(a, node)", 1, true)
            and text:find("double erp(a, time, node)", 1, true) and text:find("double x(a, trial, time, node)", 1, true), "dimensions in NetCDF", text)
  local list = {}
  for v in (text:match("\n erp =(.-);") or ""):gmatch("[%d.e+-]+") do list[#list + 1] = tonumber(v) end
  for i, row in ipairs(erp) do kit.check(list[i] == tonumber(row.erp), "NetCDF has what CSV has", list[i]) end
  list = {}
  for v in (text:match("\n m =(.-);") or ""):gmatch("[%d.e+-]+") do list[#list + 1] = tonumber(v) end
  for i = 1, 4 do kit.check(list[i] == cell[i], "of columns, too", list[i]) end
end

-- ---- more trials than are handed out at once -------------------------------------------------
local many = "model M\n  state x = 1 ~ Uniform(0.5, 2)\n  param a = 1\n  x' = -a*x\nend\nsimulate euler with dt = 0.25, duration = 0.5\n%sexplore e key 7\n  a = [0.5, 1, 2]\n" ..
             "  trials 3000%s\nend\n"
rows = lab.run(many:format("observe l = last(x)\nobserve m = mean(l over trial)\nobserve d = median(l over trial)\n", ""))
kit.same(#rows, 9000, "thousands of trials")
local means_of, middles, off, wrong = {}, {}, 0, 0
for p = 0, 2 do
  local list = {}
  for t = 1, 3000 do
    local row = rows[3000*p + t]
    list[t] = tonumber(row.l)
    if tonumber(row.a) ~= 0.5*2^p or tonumber(row.trial) ~= t - 1 or row.m ~= rows[3000*p + 1].m then wrong = wrong + 1 end
  end
  means_of[p], middles[p] = reduce.mean(list), reduce.median(list)
  off = math.max(off, math.abs(tonumber(rows[3000*p + 1].m) - means_of[p]), math.abs(tonumber(rows[3000*p + 1].d) - middles[p]))
end
kit.check(wrong == 0 and off < 1e-14, "each row has what is its own and its point's", wrong .. " rows, off by " .. off)
for _, how in ipairs { { "observe m = mean(last(x) over trial)\nobserve d = median(last(x) over trial)\n", "" },
                       { "observe m = last(x)\nobserve d = median(last(x) over trial)\n", " average" } } do
  rows = lab.run(many:format(how[1], how[2]))
  for p = 0, 2 do
    local row = rows[p + 1] or {}
    kit.check(#rows == 3 and tonumber(row.a) == 0.5*2^p and math.abs(tonumber(row.m) - means_of[p]) < 1e-14 and tonumber(row.d) == middles[p],
              "point " .. p .. " of thousands" .. how[2], lab.csv())
  end
end
rows = lab.run((many:format("observe l = last(x)\nobserve m = mean(l over trial)\n", ""):gsub("a = %b[]", "a = grid(0.5, 2, 40)"):gsub("3000", "300")))
wrong = 0
for p = 0, 39 do
  local list = {}
  for t = 1, 300 do
    local row = rows[300*p + t] or {}
    list[t] = tonumber(row.l or "nan")
    if row.a ~= rows[300*p + 1].a or tonumber(row.trial) ~= t - 1 then wrong = wrong + 1 end
  end
  if not (math.abs(tonumber(rows[300*p + 300].m) - reduce.mean(list)) < 1e-14) then wrong = wrong + 1 end
end
kit.check(#rows == 12000 and wrong == 0, "points that wait together", wrong .. " rows")

-- ---- one node, one time of what is made of trials ---------------------------------------------
-- Bit for bit the places of what the same run makes of all of them, in either order of the words.
for _, single in ipairs { false, true } do
  local text = head:format(single and "precision single" or "") .. [[
observe erp = mean(S over trial) every 0.5 ms
observe spread = mean(S over trial) + 2*std(S over trial) every 0.5 ms
observe ends = median(last(S) over trial)
observe curve = mean(mean(S over node) over trial) every 0.5 ms
record erp
record spread
record curve
observe node_erp = mean(S over trial) at node 2 every 0.5 ms
observe node_spread = spread at node 1
observe node_ends = ends at node 0
observe then_erp = mean(S over trial) at 3 ms
observe then_named = erp at 4.5 ms
observe then_spread = (mean(S over trial) + 2*std(S over trial)) at 2 ms
observe then_curve = curve at 5 ms
observe place = erp at node 1 at 5.5 ms
observe turned = mean(S over trial) at 5.5 ms at node 1
observe inside = mean(S at node 1 at 5.5 ms over trial)
observe weighed = exp(-(mean(S over trial) at node 0 - sem(S over trial) at node 1)) every 0.5 ms
]] .. tail:format(5)
  local rows, bad = lab.run(text), 0
  local function same(got, want) if tonumber(got) ~= tonumber(want) then bad = bad + 1 end end
  local erp, spread, curve = series("e.erp.csv"), series("e.spread.csv"), series("e.curve.csv")
  local node_erp, node_spread, weighed = series("e.node_erp.csv"), series("e.node_spread.csv"), series("e.weighed.csv")
  kit.check(#rows == 3 and #erp == 3*12*3 and #node_erp == 3*12 and #node_spread == 3*12 and #weighed == 3*12,
            "rows of places", lab.csv() .. #erp .. " " .. #node_erp)
  for p = 0, 2 do
    local function at(list, k, node) return (list[(p*12 + k - 1)*3 + node + 1] or {}) end
    local row = rows[p + 1] or {}
    for k = 1, 12 do
      same(node_erp[12*p + k].node_erp, at(erp, k, 2).erp)
      same(node_spread[12*p + k].node_spread, at(spread, k, 1).spread)
    end
    same(row.node_ends, tables.numbers(row.ends)[1])
    for node = 0, 2 do
      same(tables.numbers(row.then_erp)[node + 1], at(erp, 6, node).erp)
      same(tables.numbers(row.then_named)[node + 1], at(erp, 9, node).erp)
      same(tables.numbers(row.then_spread)[node + 1], at(spread, 4, node).spread)
    end
    same(row.then_curve, (curve[12*p + 10] or {}).curve)
    for _, name in ipairs { "place", "turned", "inside" } do same(row[name], at(erp, 11, 1).erp) end
  end
  kit.same(bad, 0, "places that are not those of the whole" .. (single and ", single" or ""))
end

-- ---- over the nodes of what is made of trials --------------------------------------------------
-- Of what the same run gives at each node, nodes in their order; [single] is the precision in which that is written.
local across = { mean = true, std = true, var = true, min = true, max = true, sum = true }
for _, single in ipairs { false, true } do
  -- Digits of a number in single precision are short of it.
  local function exactly(x) return single and x and string.unpack("<f", string.pack("<f", x)) or x end
  local function at(list, k, name) return exactly(tonumber((list[k] or {})[name])) or 0/0 end
  local function at_nodes(list, k, nodes, name)
    local of = {}
    for node = 1, nodes do of[node] = at(list, (k - 1)*nodes + node, name) end
    return of
  end
  local function cell(text)
    local of = {}
    for i, x in ipairs(tables.numbers(text)) do of[i] = exactly(x) end
    return of
  end
  local lines = { "observe erp = mean(S over trial) every 0.5 ms\nobserve error_ = sem(S over trial) every 0.5 ms\nobserve ends = median(last(S) over trial)\n",
                  "record erp\nrecord error_\nobserve rest = (erp - mean(erp over node))/2\nobserve shifted = ends - max(ends over node)\n",
                  "observe place = mean(erp over node) at 2 ms\nobserve node_ = rest at node 1\nobserve deep = mean(abs(error_ - min(error_ over node)) over node)\n",
                  "observe chosen = mean(S over trial) at node 0 + max(mean(S over trial) over node) every 0.5 ms\nrecord rest\n" }
  for k in pairs(across) do
    lines[#lines + 1] = ("observe e_%s = %s(erp over node)\nobserve s_%s = %s(sem(S over trial) over node) every 0.5 ms\nobserve c_%s = %s(ends over node)\n")
                        :format(k, k, k, k, k, k)
    lines[#lines + 1] = ("record e_%s\n"):format(k)
  end
  local text = head:format(single and "precision single" or "") .. table.concat(lines) .. tail:format(5)
  local title, tolerance = "over nodes" .. (single and ", single: " or ": "), single and 6e-8 or 1e-14
  local rows, output = lab.run(text)
  local erp, error_ = series "e.erp.csv", series "e.error_.csv"
  kit.check(#rows == 3 and #erp == 3*12*3 and #error_ == #erp, title .. "rows are points", output)
  local made = { rest = series "e.rest.csv", node_ = series "e.node_.csv", deep = series "e.deep.csv", chosen = series "e.chosen.csv" }
  worst = nil
  for k in pairs(across) do
    local e, s = series("e.e_" .. k .. ".csv"), series("e.s_" .. k .. ".csv")
    kit.check(#e == 36 and #s == 36 and not e[1].node, title .. k .. " is a curve", #e .. " " .. #s)
    for i = 1, 36 do
      compare(k, at(e, i, "e_" .. k), reduce[k](at_nodes(erp, i, 3, "erp")), tolerance)
      compare(k, at(s, i, "s_" .. k), reduce[k](at_nodes(error_, i, 3, "error_")), tolerance)
    end
    for p, row in ipairs(rows) do compare(k, at(rows, p, "c_" .. k), reduce[k](cell(row.ends)), tolerance) end
  end
  for i = 1, 36 do
    local e, s, rest = at_nodes(erp, i, 3, "erp"), at_nodes(error_, i, 3, "error_"), at_nodes(made.rest, i, 3, "rest")
    for node = 1, 3 do compare("rest", 2*rest[node] + reduce.mean(e), e[node], 2*tolerance) end
    compare("node_", at(made.node_, i, "node_"), rest[2], 1e-300)
    compare("deep", at(made.deep, i, "deep") + reduce.min(s), reduce.mean(s), 2*tolerance)
    compare("chosen", at(made.chosen, i, "chosen"), e[1] + reduce.max(e), 2*tolerance)
  end
  for p, row in ipairs(rows) do
    local ends = cell(row.ends)
    for i, x in ipairs(cell(row.shifted)) do compare("shifted", x, ends[i] - reduce.max(ends), 2*tolerance) end
    compare("place", at(rows, p, "place"), at(series "e.e_mean.csv", 12*(p - 1) + 4, "e_mean"), 1e-300)
  end
  kit.check(not worst, title .. "the reductions of what stands in the files", worst)
  -- The table of a run without files, and what a script gets.
  local screen = lab.call("run model.mass --engine tcc --no-files --quiet")
  kit.check(screen:find("c_mean", 1, true) and screen:find("shifted", 1, true), title .. "without files", screen)
  kit.write(lab.home .. "/across.lua", [[
local r = require "massc".load("model.mass"):run("e")
for row = 1, #r.series.e_std do
  for _, x in ipairs(r.series.e_std[row]) do print(("%.17g"):format(x)) end
end]])
  local said, code = lab.call("lua across.lua")
  local i, bad, std = 0, 0, series "e.e_std.csv"
  for x in said:gmatch("%S+") do
    i = i + 1
    if tonumber(x) ~= at(std, i, "e_std") then bad = bad + 1 end
  end
  kit.check(code == 0 and i == 36 and bad == 0, title .. "a script has what the files have", said)
end
-- Of one trial it is the plain reduction, to the bit.
local plain = {}
for k in pairs(across) do
  plain[#plain + 1] = ("observe p_%s = %s(S over node)\nrecord p_%s\nobserve q_%s = %s(last(S) over node)\n"):format(k, k, k, k, k)
  plain[#plain + 1] = ("observe t_%s = %s(mean(S over trial) over node)\nrecord t_%s\nobserve u_%s = %s(max(last(S) over trial) over node)\n"):format(k, k, k, k, k)
end
for _, engine in ipairs { "tcc", "gcc" } do
  lab.engine = engine
  local rows = lab.run(head:format("") .. table.concat(plain) .. tail:format(1))
  local bad = #rows == 3 and 0 or 1
  for k in pairs(across) do
    local p, t = series("e.p_" .. k .. ".csv"), series("e.t_" .. k .. ".csv")
    bad = bad + (#p == 180 and #t == 180 and 0 or 1)
    for i = 1, #p do bad = bad + (p[i]["p_" .. k] == t[i]["t_" .. k] and 0 or 1) end
    for _, row in ipairs(rows) do bad = bad + (row["q_" .. k] == row["u_" .. k] and 0 or 1) end
  end
  kit.same(bad, 0, "one trial over nodes is the plain reduction, " .. engine)
end
lab.engine = "tcc"

-- ---- over the time of what is made of trials ---------------------------------------------------
-- Of the samples that the same run writes: over time at each node, over time and nodes, of a part of the time.
local along = { "mean", "std", "var", "min", "max", "sum", "first", "last" }
for _, single in ipairs { false, true } do
  local function exactly(x) return single and x and string.unpack("<f", string.pack("<f", x)) or x end
  local lines = { "observe erp = mean(S over trial) every 0.2 ms\nrecord erp\nobserve error_ = sem(S over trial)\nrecord error_\n",
                  "observe curve = max(median(S over trial) over node) every 0.5 ms\nrecord curve\nobserve plain = mean(mean(S) over trial)\n",
                  "observe swing = 2*(max(erp) - min(erp))\nobserve node_ = mean(erp over time) at node 2\nobserve nodes_ = std(mean(erp over time) over node)\n",
                  "observe named = swing + 1\nobserve offset = max(erp over time) - max(erp)\n" }
  for _, k in ipairs(along) do
    lines[#lines + 1] = ("observe t_%s = %s(erp over time)\nobserve c_%s = %s(curve over time)\nobserve w_%s = %s(error_ over time) from 2 ms to 5.1 ms\n")
                        :format(k, k, k, k, k, k)
    if across[k] then lines[#lines + 1] = ("observe b_%s = %s(erp)\n"):format(k, k) end
  end
  for _, rows_of in ipairs { 1, 5 } do
    local text = head:format(single and "precision single" or "") .. table.concat(lines) ..
                 (rows_of > 1 and "observe l = last(S)\nrecord S every 1 ms\n" or "") .. tail:format(5)
    local title, tolerance = ("over time%s, %d rows a point: "):format(single and ", single" or "", rows_of), single and 6e-8 or 1e-13
    local rows, output = lab.run(text)
    local erp, error_, curve = series "e.erp.csv", series "e.error_.csv", series "e.curve.csv"
    kit.check(#rows == 3*rows_of and #erp == 3*30*3 and #error_ == 3*60*3 and #curve == 3*12, title .. "rows and samples", output)
    worst = nil
    for p = 0, 2 do
      -- Samples first to last of [count], at one node of [nodes].
      local function samples(list, count, nodes, node, name, first, last)
        local of = {}
        for k = first or 1, last or count do of[#of + 1] = exactly(tonumber((list[(p*count + k - 1)*nodes + node] or {})[name])) or 0/0 end
        return of
      end
      local all, swing = {}, nil
      for node = 1, 3 do
        for _, x in ipairs(samples(erp, 30, 3, node, "erp")) do all[#all + 1] = x end
      end
      swing = 2*(reduce.max(all) - reduce.min(all))
      for r = 1, rows_of do
        local row = rows[p*rows_of + r] or {}
        local function number(name) return exactly(tonumber(row[name])) or 0/0 end
        local means = {}
        for _, k in ipairs(along) do
          local times, windows = tables.numbers(row["t_" .. k]), tables.numbers(row["w_" .. k])
          for node = 1, 3 do
            compare(k, exactly(times[node]) or 0/0, reduce[k](samples(erp, 30, 3, node, "erp")), not exact[k] and tolerance or nil)
            compare(k, exactly(windows[node]) or 0/0, reduce[k](samples(error_, 60, 3, node, "error_", 21, 51)), not exact[k] and tolerance or nil)
            means[node] = reduce.mean(samples(erp, 30, 3, node, "erp"))
          end
          compare(k, number("c_" .. k), reduce[k](samples(curve, 12, 1, 1, "curve")), not exact[k] and tolerance or nil)
          if across[k] then compare(k, number("b_" .. k), reduce[k](all), not exact[k] and tolerance or nil) end
        end
        compare("swing", number "swing", swing, 2*tolerance)
        compare("named", number "named", swing + 1, 2*tolerance)
        compare("node_", number "node_", means[3], 2*tolerance)
        compare("nodes_", number "nodes_" + 1, reduce.std(means) + 1, 2*tolerance)
        for node, x in ipairs(tables.numbers(row.offset)) do
          compare("offset", x + reduce.max(all), reduce.max(samples(erp, 30, 3, node, "erp")), 2*tolerance)
        end
      end
    end
    kit.check(not worst, title .. "the reductions of what stands in the files", worst)
    -- The same in memory, and on a screen; nothing is left where scratches were.
    kit.run(("mkdir -p %s/scratch"):format(lab.home))
    kit.write(lab.home .. "/late.lua", [[
local r = require "massc".load("model.mass"):run("e")
for row = 1, #r do print(("%.17g %.17g"):format(r.b_std[row], r.c_mean[row])) end]])
    local said, code = kit.run(("cd %s && TMPDIR=%s/scratch timeout 100 %s lua late.lua"):format(lab.home, lab.home, lab.program))
    local i, bad = 0, 0
    for b, c in said:gmatch("(%S+) (%S+)\n") do
      i = i + 1
      local row = rows[i] or {}
      if tonumber(b) ~= exactly(tonumber(row.b_std)) or tonumber(c) ~= exactly(tonumber(row.c_mean)) then bad = bad + 1 end
    end
    kit.check(code == 0 and i == 3*rows_of and bad == 0, title .. "a script has what the files have", said)
    said, code = kit.run(("cd %s && TMPDIR=%s/scratch timeout 100 %s run model.mass --engine tcc --no-files --quiet && ls scratch"):format(lab.home, lab.home, lab.program))
    kit.check(code == 0 and said:find("b_mean", 1, true) and kit.run("ls " .. lab.home .. "/scratch") == "", title .. "without files", said)
  end
end
-- Of one trial it is the plain reduction, to the bit, whatever the engine; 60 steps are a block and a part of one.
plain = {}
for _, k in ipairs(along) do
  plain[#plain + 1] = ("observe p_%s = %s(S over time)\nobserve t_%s = %s(mean(S over trial) over time)\n"):format(k, k, k, k)
  plain[#plain + 1] = ("observe q_%s = %s(max(S over node) over time) from 1 ms\nobserve u_%s = %s(max(mean(S over trial) over node) over time) from 1 ms\n"):format(k, k, k, k)
  if across[k] then plain[#plain + 1] = ("observe r_%s = %s(S)\nobserve v_%s = %s(last(S over trial))\n"):format(k, k, k, k) end
end
for _, engine in ipairs { "tcc", "gcc" } do
  lab.engine = engine
  local rows = lab.run(head:format("") .. table.concat(plain) .. tail:format(1))
  local bad = #rows == 3 and "" or "rows"
  for _, k in ipairs(along) do
    for _, row in ipairs(rows) do
      for _, pair in ipairs { { "p_", "t_" }, { "q_", "u_" }, { "r_", "v_" } } do
        if row[pair[1] .. k] ~= row[pair[2] .. k] then bad = bad .. (" %s%s %s %s"):format(pair[1], k, row[pair[1] .. k], row[pair[2] .. k]) end
      end
    end
  end
  kit.same(bad, "", "one trial over time is the plain reduction, " .. engine)
end
lab.engine = "tcc"
-- A trial that dies makes the point's number NaN; more rows than wait in memory come in their order.
rows = lab.run(dies:format("observe top = max(mean(x over trial))\nobserve start = first(mean(x over trial) over time)\n", ""))
kit.check(#rows == 1 and (rows[1].top:lower() == "nan" or rows[1].top == "") and tonumber(rows[1].start) and tonumber(rows[1].status) > 0,
          "a dead trial over time", lab.csv())
rows = lab.run((many:format("observe l = last(x)\nobserve m = max(mean(x over trial))\nobserve d = mean(x over trial) at 0.25\n", ""):gsub("a = %b[]", "a = grid(0.5, 0.9, 20)")))
wrong = 0
for i, row in ipairs(rows) do
  if tonumber(row.trial) ~= (i - 1) % 3000 or row.m ~= row.d or row.m ~= rows[i - (i - 1) % 3000].m then wrong = wrong + 1 end
end
kit.check(#rows == 60000 and wrong == 0 and rows[1].m ~= rows[3001].m, "rows that waited", wrong .. " of " .. #rows)

-- ---- scripts ----------------------------------------------------------------------------------

lab.write(decay:gsub("  param b = 3\n", "") .. "network\n  nodes 2\nend\nrecord x\nobserve l = last(x)\nobserve m = median(l over trial)\nobserve erp = mean(x over trial)\n" .. sweep:format(""))
kit.write(lab.home .. "/script.lua", [[
local massc = require "massc"
local result = massc.load("model.mass"):run("e")
local r = result.series.erp
print(#r, table.concat(r.shape, " "))
for row = 1, #r do
  local line = {}
  for _, sample in ipairs(r[row]) do for _, x in ipairs(sample) do line[#line + 1] = ("%.17g"):format(x) end end
  print(table.concat(line, " "))
end
]])
said, code = lab.call("lua script.lua")
kit.check(code == 0 and said:match("^8\t8 4 2\n"), "a script has rows of trials", said)
local number, k = 0, 0
for line in said:gsub("^[^\n]*\n", ""):gmatch("[^\n]+") do
  local point = k//4
  k = k + 1
  local i = 0
  for v in line:gmatch("%S+") do
    i = i + 1
    if tonumber(v) == tonumber(erp[8*point + i].erp) then number = number + 1 end
  end
end
kit.same(number, 8*8, "each of them what its point has")
kit.finish()
