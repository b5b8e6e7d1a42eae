-- graph_files.lua -- graphs from files: connectivities of TVB (zip, sub-folders, bzip2), lists of edges by number and by
-- label, tables with names; nodes by their labels; what is broken in files; large sparse ones.
--
-- lua5.4 tests/graph_files.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])

local model = [[
coupling Sum
  from x
  pre = x_j
  post = sum
end
model Node
  state x = 1
  input c
  x' = c - x
end
]]

local function text(network, rest)
  return model .. "network\n  dynamics Node\n" .. network .. "\n  coupling c = Sum(x)\nend\nsimulate euler with dt = 0.5 ms, duration = 1 ms\n"
      .. (rest or "observe m = last(x)\n") .. "explore e\nend\n"
end

local function put(name, content) return kit.write(lab.home .. "/" .. name, content) end

local function dump(network)
  lab.write(text(network))
  return (lab.call("run model.mass --dump model"))
end

local function has(title, network, ...)
  local output = dump(network)
  for _, line in ipairs { ... } do
    kit.check(output:find("\n  " .. line .. "\n", 1, true), title .. ": " .. line, output)
  end
end

-- What is wrong with a file is said with its line.
local function refuses(title, network, words)
  lab.write(text(network))
  lab.says(title, 1, words, "run model.mass --no-files --quiet")
end

-- ---- connectivities ------------------------------------------------------------------------

local weights, lengths = "0 1 2\n3 0 4\n5 6.5 0\n", "0 10 20\n10 0 30\n20 30 0\n"
local centres = "rh-V1 1.0 2.0 3.0\nlh-A 2.5 -1 0\nlh-B 0 0 1e1\n"
put("weights.txt", weights)
put("tract_lengths.txt", lengths)
put("centres.txt", centres)
local home = kit.quote(lab.home)
local function sh(command)
  local output, code = kit.run("cd " .. home .. " && " .. command)
  assert(code == 0, output)
end
-- zip is a program that a machine need not have; Lua writes archives that are stored.
local function crc32(s)
  local crc = 0xffffffff
  for i = 1, #s do
    crc = crc ~ s:byte(i)
    for _ = 1, 8 do crc = crc & 1 == 1 and (crc >> 1) ~ 0xedb88320 or crc >> 1 end
  end
  return crc ~ 0xffffffff
end
local function zip(name, members)
  local out, directory, offset = {}, {}, 0
  for _, m in ipairs(members) do
    local fields = string.pack("<I2I2I2I2I2I4I4I4I2I2", 20, 0, 0, 0, 0, crc32(m[2]), #m[2], #m[2], #m[1], 0)
    out[#out + 1] = "PK\3\4" .. fields .. m[1] .. m[2]
    directory[#directory + 1] = "PK\1\2" .. string.pack("<I2", 20) .. fields .. string.pack("<I2I2I2I4I4", 0, 0, 0, 0, offset) .. m[1]
    offset = offset + #out[#out]
  end
  local list = table.concat(directory)
  put(name, table.concat(out) .. list .. "PK\5\6" .. string.pack("<I2I2I2I2I4I4I2", 0, 0, #members, #members, #list, offset, 0))
end

zip("plain.zip", { { "weights.txt", weights }, { "centres.txt", centres }, { "tract_lengths.txt", lengths } })
zip("below.zip", { { "a/weights.txt", weights }, { "a/b/tract_lengths.txt", lengths }, { "a/centres.txt", centres } })
-- What bzip2 makes of them: made once by Python's bz2 and kept in hexadecimals, so that no program is needed.
local packed = require "reference.bzip2"
zip("packed.zip", { { "c/weights.txt.bz2", packed.weights }, { "c/tract_lengths.txt.bz2", packed.lengths }, { "c/centres.txt.bz2", packed.centres } })
put("weights.txt.bz2", packed.weights)

local w, l = "graph.weights = [0, 1, 2, 3, 0, 4, 5, 6.5, 0]", "graph.lengths = [0, 10, 20, 10, 0, 30, 20, 30, 0] [mm] in [0, inf]"
for _, name in ipairs { "plain", "below", "packed" } do
  has(name .. ".zip", '  graph "' .. name .. '.zip" with speed = 3', w, l, "graph.speed = 3 [mm/ms] in [0, inf]")
  has("members of " .. name .. ".zip", '  graph weights = "' .. name .. '.zip:weights"\n  graph lengths = 2*"' .. name .. '.zip:tract_lengths"', w,
      "graph.lengths = [0, 20, 40, 20, 0, 60, 40, 60, 0] [mm] in [0, inf]")
end
has("a text that bzip2 packed", '  graph weights = "weights.txt.bz2"', w)
has("positions", '  graph "packed.zip"\n  graph far weights = (distance("packed.zip:centres") > 7) - eye*0',
    "graph.far.weights = [0, 0, 1, 0, 0, 1, 1, 1, 0]")

-- What a line of its own says is not taken from the file, whichever stands first.
has("an archive and weights", '  graph "plain.zip" with speed = 3\n  graph weights = 2*"plain.zip:weights"', l,
    "graph.weights = [0, 2, 4, 6, 0, 8, 10, 13, 0]", "graph.speed = 3 [mm/ms] in [0, inf]")
has("lengths and an archive", '  graph near lengths = 2*"plain.zip:tract_lengths"\n  graph near "plain.zip" with speed = 3\n  graph weights = eye',
    (w:gsub("graph", "graph.near")), "graph.near.lengths = [0, 20, 40, 20, 0, 60, 40, 60, 0] [mm] in [0, inf]")
refuses("weights behind an archive", '  graph "plain.zip" with weights = weights/6.5',
        'weights stand in a line of their own; write: graph weights = "plain.zip:weights"/...')

for cut = 1, #packed.weights - 1, 7 do
  put("cut.txt.bz2", packed.weights:sub(1, cut))
  lab.write(text('  graph weights = "cut.txt.bz2"'))
  local output, code = lab.call("run model.mass --no-files --quiet")
  kit.check(code == 1 and output:find("cannot read 'cut.txt.bz2'", 1, true), "bzip2 cut behind byte " .. cut, output)
end
for at = 1, #packed.weights, 5 do
  put("bad.txt.bz2", packed.weights:sub(1, at - 1) .. string.char(packed.weights:byte(at) ~ 0xff) .. packed.weights:sub(at + 1))
  lab.write(text('  graph weights = "bad.txt.bz2"'))
  local _, code = lab.call("run model.mass --no-files --quiet")
  kit.check(code == 0 or code == 1, "bzip2 with byte " .. at .. " altered", code)
end
zip("none.zip", { { "a.txt", weights }, { "b.txt", weights } })
refuses("an archive without weights", '  graph "none.zip"', "say which, as in none.zip:a")

-- ---- lists of edges --------------------------------------------------------------------------

put("edges.csv", "source,target,weight,length\na,b,1.5,10\nb,c,2,20\n\"c\",a,0.5,30\n")
local by_label = "graph.weights = [0, 0, 0.5, 1.5, 0, 0, 0, 2, 0]"
has("edges by label", '  graph "edges.csv" with speed = 2', by_label, "graph.lengths = [0, 0, 30, 10, 0, 0, 0, 20, 0] [mm] in [0, inf]")
has("one column of edges", '  graph weights = "edges.csv:length"', "graph.weights = [0, 0, 30, 10, 0, 0, 0, 20, 0]")
put("numbers.tsv", "target\tsource\n1\t0\n2\t1\n4\t2\n")
has("edges by number", '  graph weights = "numbers.tsv"',
    "graph.weights = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]")
put("delays.csv", "from,to,delay,w\n0,1,2.5,1\n1,0,3,2\n")
has("delays of edges", '  nodes 2\n  graph "delays.csv"', "graph.weights = [0, 2, 1, 0]", "graph.delays = [0, 3, 2.5, 0] [ms] in [0, inf]")
put("named.csv", ",c,b,a\nc,0,0,0\nb,1,0,0\na,0,1,0\n")
has("edges among nodes that are named already", '  graph weights = "named.csv"\n  graph far weights = "edges.csv"',
    "graph.far.weights = [0, 2, 0, 0, 0, 1.5, 0.5, 0, 0]")

for _, case in ipairs {
  { "twice.csv", "source,target\n0,1\n0,1\n", "the edge to node 1 from node 0 stands there twice" },
  { "gap.csv", "source,target,weight\n0,1,1\n0,,2\n", "twice.csv", "gap.csv:3:3: a node is missing" },
  { "short.csv", "source,target,weight\n0,1,1\n0,2\n", "short.csv:3:4: an edge of 2 values, the first line names 3" },
  { "word.csv", "source,target,weight\n0,1,one\n", "word.csv:2:5: 'one' is not a number" },
  { "none.csv", "source,target,weight\n", "no edges in it" },
  { "huge.csv", "source,target\n0,99999999\n", "a network has 16777216 nodes at most" },
  { "nan.csv", "source,target,weight\n0,1,nan\n", "not a number" },
} do
  put(case[1], case[2])
  refuses(case[1], '  graph weights = "' .. case[1] .. '"', case[4] or case[3])
end
refuses("more nodes than there are", '  nodes 2\n  graph weights = "numbers.tsv"', "the edges lead to node 4, but the network has 2 nodes")
refuses("edges without lengths", '  graph weights = "numbers.tsv"\n  graph lengths = "numbers.tsv"', "the edges have no column 'length'")
put("other.csv", "source,target\nx,a\n")
refuses("edges to a node nobody has", '  graph weights = "named.csv"\n  graph far weights = "other.csv"',
        "the edges name node 'x', which is none of the network")
put("swapped.csv", ",b,c,a\nb,0,0,0\nc,1,0,0\na,0,1,0\n")
refuses("files that name nodes differently", '  graph weights = "named.csv"\n  graph far weights = "swapped.csv"',
        "node 0 is 'b' here, and 'c' in a file before")

-- ---- labels ---------------------------------------------------------------------------------

local network = '  graph "plain.zip"\n  stimulus on x = 1 at nodes "lh-A", 2'
lab.write(text(network, 'observe q = last(x) at node "lh-B"\nobserve r = last(x) at node 2\nobserve all = last(x)\nrecord x every 0.5 ms\n'))
local output, code = lab.call("run model.mass e --quiet --out out --format csv,nc")
kit.check(code == 0, "nodes by their labels", output)
local csv = kit.read(lab.home .. "/out/e.x.csv") or ""
kit.check(csv:find("^time,node,x\n0.5,rh%-V1,[^\n]*\n0.5,lh%-A,[^\n]*\n0.5,lh%-B,"), "labels in long form", csv)
local q, r = (kit.read(lab.home .. "/out/e.csv") or ""):match("\n([^,\n]+),([^,\n]+)")
kit.check(q and q == r, "a node by its label is that node", tostring(q) .. " " .. tostring(r))
local shown = kit.run("cd " .. home .. " && ncdump -v node out/e.nc")
kit.check(shown:find('node = "rh-V1", "lh-A", "lh-B" ;', 1, true) and shown:find("string node(node)", 1, true), "labels as a coordinate", shown)
local again, same = lab.call("run --from out/e.nc --quiet --out out2")
kit.check(same == 0, "a result with labels is run again", again)
kit.check(lab.call("diff out/e.nc out2/e.nc"):find("the same", 1, true), "and is the same")
lab.write(text(network, 'observe q = last(x) at node "lh-C"\n'))
lab.says("a label nobody has", 1, "there is no node 'lh-C'; did you mean 'lh-A'", "run model.mass --no-files --quiet")
lab.write(text('  graph weights = [[0, 1], [1, 0]]', 'observe q = last(x) at node "lh-C"\n'))
lab.says("a label where nodes have none", 1, "nodes are numbered from 0, and no file of a graph names them", "run model.mass --no-files --quiet")

-- ---- the library's connectome ------------------------------------------------------------------

-- Found from a folder that has no such file; its numbers are those of the table as Lua reads it.
local table_of = {}
local header
for line in kit.read(kit.uses("models/data/dk_average_weights.tsv")):gmatch("[^\n]+") do
  local cells = {}
  for cell in (line .. "\t"):gmatch("([^\t]*)\t") do cells[#cells + 1] = cell end
  if not header then header = cells else table_of[#table_of + 1] = cells end
end
local rowsums = {}
for i, row in ipairs(table_of) do
  rowsums[i] = 0
  for j = 2, #row do rowsums[i] = rowsums[i] + tonumber(row[j]) end
end
kit.check(#table_of == 84 and #header == 85 and header[11] == table_of[10][1], "84 regions")
-- x' = c - x from 1: a step of 1e-6 ms adds 1e-6*(rowsum - 1) to 1.
lab.write((text('  graph weights = "dk_average_weights.tsv"', 'record x every 1e-6 ms\nobserve one = last(x) at node "L.SFG"\n')
           :gsub("dt = 0.5 ms, duration = 1 ms", "dt = 1e-6 ms, duration = 1e-6 ms")))
local said, fine = lab.call("run model.mass e --quiet --out dk")
kit.check(fine == 0, "the connectome runs", said)
local sums = kit.read(lab.home .. "/dk/e.x.csv") or ""
local k, off, index = 0, 0, nil
for i, row in ipairs(table_of) do if row[1] == "L.SFG" then index = i end end
for label, x in sums:gmatch("\n[^,]+,([^,]+),([^\n]+)") do
  k = k + 1
  if label ~= table_of[k][1] then off = math.huge end
  off = math.max(off, math.abs((tonumber(x) - 1)*1e6 + 1 - rowsums[k])/rowsums[k])
end
kit.check(k == 84 and off < 1e-8, "its rows sum up to those of the file", ("%d rows, %g off"):format(k, off))
local one = tonumber((kit.read(lab.home .. "/dk/e.csv") or ""):match("\n([^,\n]+)"))
kit.check(one and math.abs((one - 1)*1e6 + 1 - rowsums[index]) < 1e-8*rowsums[index], "a region by its label", tostring(one))
lab.call("run --from dk/e.nc --quiet --out dk2")
kit.check(lab.call("diff dk/e.nc dk2/e.nc"):find("the same", 1, true), "a result with a table of the library is run again", lab.call("diff dk/e.nc dk2/e.nc"))
refuses("a column it has not", '  graph weights = "dk_average_weights.tsv:none"', "cannot read 'dk_average_weights.tsv:none'")
for _, engine in ipairs { "tcc", "gcc", "clang" } do
  kit.run(("cd %s && cp %s . "):format(home, kit.quote(kit.absolute("models/experiments/dk_average.mass"))))
  local out, ok = lab.call("run dk_average.mass --quiet --engine " .. engine .. " --out dk_" .. engine)
  kit.check(ok == 0, "the experiment on it, " .. engine, out)
  kit.check(engine == "tcc" or kit.read(lab.home .. "/dk_tcc/strength.csv") == kit.read(lab.home .. "/dk_" .. engine .. "/strength.csv"), "the same bytes, " .. engine)
end

-- ---- dense and sparse ----------------------------------------------------------------------

-- The same edges as a matrix and as a list: the same bits.
local n, rows, edges = 60, {}, { "source,target,weight" }
local state = 12345
local function random() state = (1103515245*state + 12345) % 2^31; return state/2^31 end
for i = 1, n do
  local row = {}
  for j = 1, n do
    local x = random() < 0.08 and i ~= j and random()/5 or 0
    row[j] = ("%.17g"):format(x)
    if x ~= 0 then edges[#edges + 1] = ("%d,%d,%.17g"):format(j - 1, i - 1, x) end
  end
  rows[i] = table.concat(row, ",")
end
put("dense.csv", table.concat(rows, "\n") .. "\n")
put("sparse.csv", table.concat(edges, "\n") .. "\n")
local dense = lab.run(text('  nodes 60\n  graph weights = "dense.csv"'))
local sparse = lab.run(text('  nodes 60\n  graph weights = "sparse.csv"'))
kit.check(#dense == 1 and dense[1].m == sparse[1].m, "dense and sparse are the same bits")

-- 60000 nodes need no matrix: that would be 27 GB, and memory ends at 3.
local big = { "source,target,weight" }
for i = 0, 59999 do
  big[#big + 1] = ("%d,%d,0.25"):format(i, (i + 1) % 60000)
  big[#big + 1] = ("%d,%d,0.5"):format(i, (i*7 + 5) % 60000)
end
put("big.csv", table.concat(big, "\n") .. "\n")
lab.write(text('  graph weights = "big.csv"/2', "observe m = mean(x)\n"))
local log, ended = kit.run(("cd %s && ulimit -v 3000000 && XDG_CACHE_HOME=%s/cache timeout 120 %s run model.mass e --quiet --engine tcc --threads 1 --out big")
                           :format(home, home, lab.program))
kit.check(ended == 0, "60000 nodes in 3 GB", log)
local m = tonumber((kit.read(lab.home .. "/big/e.csv") or ""):match("\n([^,\n]+)"))
-- Each node gives 0.375 in all: a step of 0.5 multiplies the mean by 0.6875; two of them, the mean of both.
kit.check(m and math.abs(m - (0.6875 + 0.6875^2)/2) < 1e-12, "and its mean is right", tostring(m))

-- Delays of edges that no matrix holds: all nodes are alike, so many or few of them make one number.
local function delayed(count)
  local list = { "source,target,weight,delay,fa" }
  for i = 0, count - 1 do
    for k = 1, 7, 6 do list[#list + 1] = ("%d,%d,0.3,%d,%g"):format(i, (i + k) % count, 2 + k, k/8) end
  end
  put("ring.csv", table.concat(list, "\n") .. "\n")
  local source = model:gsub("pre = x_j", "pre = x_j*w\n  param w = 1 per edge"):gsub("x' = c %- x", "x' = tanh(c) - x*x")
  lab.write(source .. "network\n  dynamics Node with x = 0.9\n  graph \"ring.csv\"\n  coupling c = delayed Sum(x) with w = \"ring.csv:fa\"\nend\n"
            .. "simulate heun with dt = 0.5 ms, duration = 20 ms\nobserve m = max(x over node) at 20 ms\nobserve n = min(x over node) at 20 ms\nexplore e\nend\n")
  local out, bad = lab.call("run model.mass e --quiet --engine tcc --out ring")
  kit.check(bad == 0, "delays of " .. 2*count .. " edges", out)
  return (kit.read(lab.home .. "/ring/e.csv") or ""):match("\n([^\n]*)")
end
local few, many = delayed(20), delayed(3000)
local low, high = (few or ""):match("^([^,]+),([^,]+)")
kit.check(few and few == many and low == high and tonumber(low) < 0.9, "are those of few", tostring(few) .. " " .. tostring(many))

kit.finish()
