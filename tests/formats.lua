-- formats.lua -- one table in every format: what the files say is the same.
--
--   lua5.4 tests/formats.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local npy = require "npy"
local tables = require "tables"
local check = kit.check

local text = [[
use Generic2dOscillator
%s
network
  nodes 2
  graph weights = ones - eye
  coupling instant = Linear(V) with G = 0.1
end
simulate heun with dt = 0.1, duration = 10
observe m = mean(V)
observe l = last(V)
explore e
  dynamics.a = grid(-2, 1, 3)
  dynamics.b = [-11, -10]
  group g
    dynamics.c = [0, 1]
    dynamics.d = [0.02, 0.03]
  end
end
]]

local function same(got, want, single)
  if #got ~= #want then return ("%d numbers, not %d"):format(#got, #want) end
  for i = 1, #got do
    local x = single and string.unpack("<f", string.pack("<f", want[i])) or want[i]
    if got[i] ~= x then return ("number %d: %.17g, not %.17g"):format(i, got[i], x) end
  end
end

local function column(rows, name)
  local list = {}
  for _, row in ipairs(rows) do
    for _, x in ipairs(tables.numbers(row[name])) do list[#list + 1] = x end
  end
  return list
end

local function numpy(precision)
  local rows, output, code = lab.run(text:format(precision), "--format csv,nc,npy")
  check(code == 0 and #rows == 12, precision .. ": runs in all formats", output)
  local single = precision:find "single"
  for name, shape in kit.sorted { m = "3 2 2", l = "3 2 2 2", status = "3 2 2", ["dynamics.a"] = "3", ["dynamics.b"] = "2",
                                  ["dynamics.c"] = "2", ["dynamics.d"] = "2" } do
    local numbers, got = npy.read(("%s/out/e.%s.npy"):format(lab.home, name))
    got = table.concat(got, " ")
    check(got == shape, ("%s: %s has the shape %s"):format(precision, name, shape), got)
    local want = column(rows, name)
    if name:find "^dynamics" then                       -- where each value is first seen
      local stride, few = ({ ["dynamics.a"] = 4, ["dynamics.b"] = 2 })[name] or 1, {}
      for i = 1, #numbers do few[i] = want[(i - 1)*stride + 1] end
      want = few
    end
    local wrong = same(numbers, want, single)
    check(not wrong, ("%s: %s is the column of the CSV file"):format(precision, name), wrong)
  end
end

local function data_of(folder)
  return (kit.run(("ncdump -p 9,17 %s/%s/e.nc | sed -n '/^data:/,$p'"):format(lab.home, folder)))
end

local function netcdf()
  if not kit.has "ncdump" then return kit.skip("compressed files", "ncdump is not installed") end
  lab.write(text:format(""))
  for level = 0, 9, 3 do
    local output, code = lab.call(("run model.mass --engine tcc --quiet --out packed%d --compress %d"):format(level, level))
    check(code == 0, "--compress " .. level, output)
    kit.same(data_of("packed" .. level), data_of("packed0"), "the numbers are the same with --compress " .. level)
    local head = kit.run(("ncdump -hs %s/packed%d/e.nc"):format(lab.home, level))
    check(head:match("m:_DeflateLevel = (%d)") == (level > 0 and tostring(level) or nil), "what ncdump says of --compress " .. level, head)
  end
end

local function which_files()
  lab.write(text:format(""))
  for formats, files in kit.sorted { csv = "e.csv e.json", nc = "e.json e.nc", ["nc,csv"] = "e.csv e.json e.nc",
                                     npy = "e.dynamics.a.npy e.dynamics.b.npy e.dynamics.c.npy e.dynamics.d.npy e.json e.l.npy e.m.npy e.status.npy" } do
    kit.run("rm -rf " .. lab.home .. "/some")
    local output, code = lab.call(("run model.mass --engine tcc --quiet --out some --format %s"):format(formats))
    local names = kit.run(("cd %s/some && LC_ALL=C ls -A"):format(lab.home)):gsub("\n$", ""):gsub("\n", " ")
    check(code == 0 and names == files, "--format " .. formats, output .. names)
  end
  lab.says("a format that is left out", 2, { "--format asks for the NetCDF file that --no-netcdf leaves out" },
           "run model.mass --no-netcdf --format csv,nc")
  for said, words in kit.sorted { ["or add nc to '--format'"] = "--format csv,npy", ["or ask for that file"] = "--no-netcdf",
                                  ["--compress is for files, and --no-files writes none"] = "--no-files" } do
    lab.says("nothing to compress with " .. words, 2, { said }, "run model.mass --compress 3 " .. words)
    lab.says("no compression of nothing with " .. words, 0, {}, "run model.mass --engine tcc --quiet --out some --compress 0 " .. words)
  end
  lab.says("a format of no files", 2, { "--format is for files, and --no-files writes none" }, "run model.mass --no-files --format npy")
  lab.says("a result that is compressed, again without it", 0, {}, "run --from packed9/e.nc --engine tcc --quiet --out some --format csv")
  lab.says("... and without files", 0, {}, "run --from packed9/e.nc --engine tcc --quiet --no-files")
  lab.says("an unknown format", 2, { "'--format' takes csv, nc or npy" }, "run model.mass --format hdf5")
  lab.write((text:format(""):gsub("observe m", "observe " .. ("m"):rep(250))))
  lab.says("a name that is too long for a file", 1, { "choose a shorter one" }, "run model.mass --quiet --format npy --out some")
  lab.says("... of no file", 0, {}, "run model.mass --quiet --engine tcc --out some")
end

-- What stands in a folder after a run.
local function files_of(folder)
  return (kit.run(("cd %s/%s && LC_ALL=C ls -A"):format(lab.home, folder)):gsub("\n$", ""):gsub("\n", " "))
end

-- The text of a series is written by itself up to 100 000 lines, a sample and node each.
local function long_text()
  local function series(steps, options)
    lab.write("model M\n  state x = 1\n  state y = 1\n  x' = -x\n  y' = -y\nend\nnetwork\n  nodes 2\nend\n" ..
              "simulate euler with dt = 1, duration = " .. steps .. "\nrecord x, y\nexplore e\nend\n")
    return lab.call("run model.mass --engine tcc --out long " .. options)
  end
  local function gives(title, steps, options, files, said)
    local output, code = series(steps, options)
    check(code == 0 and files_of "long" == files and output:find(said, 1, true), title, output .. files_of "long")
    kit.run("rm -rf " .. lab.home .. "/long")
  end
  gives("100000 lines are written", 50000, "", "e.csv e.json e.nc e.results.csv", "in e.results.csv")
  gives("more are not", 50001, "", "e.csv e.json e.nc", "note: e.results.csv would have 100002 lines; --format csv,nc writes it")
  gives("... and the screen says where they are", 50001, "", "e.csv e.json e.nc", "at 2 nodes (time 50001, state 2, node 2), in e.nc")
  gives("... unless CSV is asked for", 50001, "--format csv,nc", "e.csv e.json e.nc e.results.csv", "in e.results.csv")
  gives("... or is all that there is", 50001, "--no-netcdf", "e.csv e.json e.results.csv", "in e.results.csv")
  gives("... or arrays are", 50001, "--format npy", "e.json e.results.npy e.status.npy", "(time 50001, state 2, node 2), in e.results.npy\n")
  series(50001, "--format csv,npy")
  local output = series(50001, "")
  for _, old in ipairs { "e.results.csv", "e.results.npy", "e.status.npy" } do
    check(output:find("long/" .. old .. " is of an earlier run", 1, true), old .. " of another run is said to be old", output)
  end
end

-- What readers of the NetCDF file are told of axes and states.
local function attributes()
  if not kit.has "ncdump" then return kit.skip("attributes", "ncdump is not installed") end
  lab.run([[
model M
  state x = 1 [mV]
  state y = 1
  state r = 1 [1] "a ratio"
  param p = 1
  param q = 1
  param s = 1 [1]
  x' = -p*x
  y' = -q*y
  r' = -s*r
end
simulate euler with dt = 1, duration = 3
record x, y
record y
record r
observe mean_x = mean(x)
observe mean_y = mean(y)
observe mean_r = mean(r)
observe then_y = y at 2
observe typical_y = mean(y) "has none"
observe at_r = r at 2 ms [Hz]
explore e
  s = [1, 2]
  p ~ Beta(2, 5) n 2
  q = uniform(0, 0.5, 2)
  initial.x = [1, 2]
end
]])
  local head = kit.run(("ncdump -h %s/out/e.nc"):format(lab.home))
  for _, line in ipairs { 'p:drawn = "Beta(2, 5)"', 'q:drawn = "uniform(0, 0.5)"', 'results:units_x = "mV"',
                          'results:states = "x [mV]; y"', 'time:units = "ms"', 'initial.x:units = "mV"', 's:units = "1"',
                          'r:units = "1"', 'mean_x:units = "mV"', 'mean_r:units = "1"', 'at_r:units = "Hz"' } do
    check(head:find("\t" .. line .. " ;\n", 1, true), "ncdump says " .. line, head)
  end
  for _, line in ipairs { 'initial.x:drawn', 'results:units =', 'results:units_y', 'p:units', 'q:units', 'y:units', 'mean_y:units',
                          'then_y:units', 'typical_y:units' } do
    check(not head:find("\t" .. line, 1, true), "ncdump says nothing of " .. line, head)
  end
end

-- Of every variable a text says what it is; where the file has none it is how the value is written.
local function long_names()
  if not kit.has "ncdump" then return kit.skip("long names", "ncdump is not installed") end
  lab.run([[
model M
  state x = 1
  state y = 1 "recovery"
  param p = 1
  param q = 1 "drive"
  x' = -p*x
  y' = -q*y
end
network
  nodes 2
end
simulate euler with dt = 1, duration = 4
observe square = x^2 every 2
observe told = x + y every 2 "their sum"
observe curve = mean(x*y over node)
observe one = x at node 1
observe sums = 2*x at node 0
observe m = mean(x)
observe late = mean(x) from 2
observe some = mean(x) - mean(y) every 2 to 4
observe some_of = max(some_times)
observe some_times = 3*x every 2 from 1
observe at_3 = x*y at 3
observe there = std(x at node 1 over time) from 1 to 3
observe spread = mean(std(x over node) over time) to 3
observe typical = median(mean(x) over trial) from 1
observe named = mean(x) from 2 "late mean"
explore e
  record x every 2
  record y every 2
  trials 2
  p = [1, 2]
  q = [1, 2]
end
]])
  local head = kit.run(("ncdump -h %s/out/e.nc"):format(lab.home))
  local variables = 0
  for name in head:match("variables:(.-)// global"):gmatch("\n\t[%l%d]+ ([%w_.]+)[ (]") do
    variables = variables + 1
    check(head:find("\t" .. name .. ':long_name = "', 1, true), name .. " has a long name", head)
  end
  check(variables >= 14, "all of them are seen", head)
  for _, line in ipairs { 'square:long_name = "x^2"', 'told:long_name = "their sum"', 'curve:long_name = "mean(x*y over node)"', 'x:long_name = "x"',
                          'y:long_name = "recovery"', 'm:long_name = "mean(x)"',
                          'late:long_name = "mean(x) from 2 ms"', 'some:long_name = "mean(x) - mean(y) every 2 ms to 4 ms"',
                          'some_of:long_name = "max(some_times)"', 'at_3:long_name = "x*y at 3 ms"',
                          'there:long_name = "std(x at node 1 over time) from 1 ms to 3 ms"', 'named:long_name = "late mean"',
                          'spread:long_name = "mean(std(x over node) over time) to 3 ms"',
                          'typical:long_name = "median(mean(x) over trial) from 1 ms"', 'p:long_name = "p"', 'q:long_name = "drive"' } do
    check(head:find("\t" .. line .. " ;\n", 1, true), "ncdump says " .. line, head)
  end
end

kit.uses("tests/formats.lua")
long_names()
long_text()
attributes()
numpy("")
numpy("precision single")
netcdf()
which_files()
kit.finish()
