-- readback.lua -- one run in three formats, each read by a reader of its own: the same numbers.
--
--   lua5.4 tests/readback.lua out/massc
--
-- NetCDF as ncdump prints it, CSV by the letter of RFC 4180 (lines end as the file's first one
-- does), NPY by tests/npy.lua. Axes, a group, trials, columns, arrays, series of several
-- states, of one quantity and a curve, and points that left the finite numbers.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local npy = require "npy"
local lab = require "lab" (arg[1])
local check = kit.check

local text = [[
%s
use Generic2dOscillator
network
  nodes 3
  dynamics Generic2dOscillator with V = [0.1, 0.2, -0.3], W = 0.1
  graph weights = ones - eye
  coupling instant = Linear(V) with G = 0.1
end
simulate heun with dt = 0.1 ms, duration = 6 ms
record V, W every 0.5 ms
observe lfp = V - W every 1 ms "a field, with a comma"
observe curve = mean(V over node) every 2 ms
observe mean_V = mean(V) "mean, of V"
observe last_V = last(V)
explore e
  a = [-2, 0, 1.5]
  group g
    dynamics.c = [0, 1]
    dynamics.d = [0.02, 1e9]
  end
  initial.V ~ Uniform(-1, 1)
  trials 2
end
]]

-- ---- readers ---------------------------------------------------------------------------------

-- The records of a CSV text, by RFC 4180: fields between commas, one that begins with a quote
-- ends with one and has every other one twice; no quote elsewhere; as many fields in each
-- record; an end of line behind the last. Nil and why not.
local function read_csv(bytes)
  local eol = bytes:match("^[^\r\n]*(\r?\n)")
  local records, fields, at = {}, {}, 1
  if not eol then return nil, "no end of line" end
  while at <= #bytes do
    local field
    if bytes:sub(at, at) == '"' then
      local from = at + 1
      repeat
        at = bytes:find('"', at + 1, true)
        if not at then return nil, "a quote is open" end
        local twice = bytes:sub(at + 1, at + 1) == '"'
        if twice then at = at + 1 end
      until not twice
      field = bytes:sub(from, at - 1):gsub('""', '"')
      at = at + 1
    else
      local stop = bytes:find('[,\r\n"]', at)
      if not stop or bytes:sub(stop, stop) == '"' then return nil, "a quote within a field, or no end of line" end
      field, at = bytes:sub(at, stop - 1), stop
    end
    fields[#fields + 1] = field
    if bytes:sub(at, at) == "," then
      at = at + 1
    elseif bytes:sub(at, at + #eol - 1) == eol then
      at = at + #eol
      records[#records + 1] = fields
      if #fields ~= #records[1] then return nil, ("record %d has %d fields, not %d"):format(#records, #fields, #records[1]) end
      fields = {}
    else
      return nil, ("byte %d: %q behind a field"):format(at, bytes:sub(at, at))
    end
  end
  return #fields == 0 and records, "no end of line at the end"
end

-- Each column by its name, as texts.
local function columns_of(path)
  local records, why = read_csv(assert(kit.read(path), path))
  check(records, path:match("[^/]*$") .. ": RFC 4180", why)
  local columns, names = {}, (records or { {} })[1]
  for c, name in ipairs(names) do
    check(not columns[name], "one column is called " .. name)
    columns[name] = {}
    for r = 2, #records do columns[name][r - 1] = records[r][c] end
  end
  return columns, names
end

-- Dimensions, and variables { dims, numbers or texts } of a file as ncdump prints it.
local function read_netcdf(path)
  local said = kit.run("ncdump -p 9,17 " .. path)
  local sizes, variables = {}, {}
  for name, size in said:match("dimensions:\n(.-)variables:\n"):gmatch("\t(%S+) = (%d+) ;") do sizes[name] = math.tointeger(size) end
  for kind, name, dims in said:match("variables:\n(.-)\n// global"):gmatch("\n?\t(%w+) (%S-)%(([^)]*)%) ;") do
    local v = { kind = kind, dims = {}, values = {} }
    for dim in dims:gmatch("[^, ]+") do v.dims[#v.dims + 1] = dim end
    variables[name] = v
  end
  for name, list in said:match("\ndata:\n(.*)"):gmatch("\n (%S+) =%s*(.-) ;\n") do
    for value in list:gmatch("[^,%s]+") do
      local values = variables[name].values
      values[#values + 1] = value:match('^"(.*)"$') or (value == "_" or value:find "^NaN") and 0/0 or tonumber(value)
    end
  end
  return sizes, variables, said
end

-- ---- the same ---------------------------------------------------------------------------------

local function equal(x, y, single)
  if single then x, y = string.unpack("<ff", string.pack("<ff", x, y)) end
  return x == y or x ~= x and y ~= y
end

local function differ(got, want, single)
  if #got ~= #want then return ("%d numbers, not %d"):format(#got, #want) end
  for i, x in ipairs(want) do
    if type(got[i]) ~= "number" or not equal(got[i], x, single) then return ("number %d: %s, not %.17g"):format(i, got[i], x) end
  end
end

-- Numbers of a cell; what is not finite is empty or a word.
local function numbers_of(cells)
  local list = {}
  for _, cell in ipairs(cells) do
    local inside = cell:match("^%[(.*)%]$")
    for word in (inside or cell .. " "):gmatch("[^, ]+") do list[#list + 1] = tonumber(word) or 0/0 end
    if cell == "" then list[#list + 1] = 0/0 end
  end
  return list
end

-- The value of variable [v] in each row of a table over [dims], C order.
local function along(sizes, v, dims)
  local list, rows = {}, 1
  for _, dim in ipairs(dims) do rows = rows*sizes[dim] end
  for row = 0, rows - 1 do
    local rest, index, at = row, {}, 0
    for d = #dims, 1, -1 do
      index[dims[d]] = rest % sizes[dims[d]]
      rest = rest//sizes[dims[d]]
    end
    for _, dim in ipairs(v.dims) do at = at*sizes[dim] + index[dim] end
    list[row + 1] = v.values[at + 1]
  end
  return list
end

local function hold(single, options)
  local title = (single and "single" or "double") .. options
  local _, output, code = lab.run(text:format(single and "precision single" or ""), "--format csv,nc,npy" .. options)
  if not check(code == 0, title .. ": runs", output) then return end
  local sizes, variables, said = read_netcdf(lab.home .. "/out/e.nc")
  local function shaped(name, want)
    kit.same(table.concat(variables[name].dims, " "), want, ("%s: dimensions of %s"):format(title, name))
  end
  local function same(name, cells, dims, values)
    local wrong = differ(numbers_of(cells), along(sizes, values or variables[name], dims), single)
    check(not wrong, ("%s: %s in CSV and NetCDF"):format(title, name), wrong)
  end
  local table_dims = { "a", "g", "trial" }
  shaped("status", "a g trial")
  shaped("mean_V", "a g trial")
  shaped("last_V", "a g trial node")
  shaped("results", "a g trial time_results state node")
  shaped("lfp", "a g trial time_lfp node")
  shaped("curve", "a g trial time_curve")

  -- The table.
  local cells, names = columns_of(lab.home .. "/out/e.csv")
  kit.same(table.concat(names, " "), "a dynamics.c dynamics.d trial mean_V last_V status", title .. ": columns")
  for _, name in ipairs(names) do
    same(name, cells[name], name == "last_V" and { "a", "g", "trial", "node" } or table_dims)
  end
  local died = 0
  for _, status in ipairs(variables.status.values) do died = died + (status > 0 and 1 or 0) end
  check(died == 6, title .. ": half of the points died", died)

  -- Series: a row a sample and node, a column a state.
  for name, own in kit.sorted { results = { "time_results", "node" }, lfp = { "time_lfp", "node" }, curve = { "time_curve" } } do
    cells, names = columns_of(("%s/out/e.%s.csv"):format(lab.home, name))
    local dims = table.move(own, 1, #own, 4, { "a", "g", "trial" })
    for _, column in ipairs(names) do
      if column == "time" then
        same(column, cells[column], dims, variables["time_" .. name])
      elseif name == "results" and (column == "V" or column == "W") then
        local state = column == "V" and 1 or 2
        kit.same(variables.state.values[state], column, title .. ": the states have names")
        local one, whole = { dims = dims, values = {} }, variables.results.values
        for i = 0, #whole//2 - 1 do one.values[i + 1] = whole[(i//3)*6 + (state - 1)*3 + i % 3 + 1] end
        same(column, cells[column], dims, one)
      else
        same(column, cells[column], dims)
      end
    end
  end

  -- NPY: every variable that has a file, in its own order.
  local files = 0
  for name, v in kit.sorted(variables) do
    local path = ("%s/out/e.%s.npy"):format(lab.home, name)
    if kit.read(path) then
      files = files + 1
      local numbers, shape, kind = npy.read(path)
      local want = {}
      for d, dim in ipairs(v.dims) do want[d] = sizes[dim] end
      kit.same(table.concat(shape, " "), table.concat(want, " "), ("%s: shape of %s"):format(title, name))
      local wrong = differ(v.values, numbers, single)
      check(not wrong, ("%s: %s in NetCDF and NPY"):format(title, name), wrong)
      check(kind == ({ double = "f8", float = "f4", int = "i8", int64 = "i8" })[v.kind], ("%s: kind of %s"):format(title, name), v.kind .. " " .. kind)
    end
  end
  check(files == 10, title .. ": NPY files", files)
  for _, word in ipairs { 'mean_V:long_name = "mean, of V"', 'time_results:units = "ms"', 'results:states = "V: fast variable' } do
    check(said:find("\t\t" .. word, 1, true), title .. ": ncdump says " .. word, said:sub(1, 4000))
  end
end

-- The reader itself refuses what RFC 4180 does not have.
for bad, why in pairs { ['a,b\n1\n'] = "fields", ['a\n"x\n'] = "open", ['a\nx"y"\n'] = "within", ['a\n"x"y\n'] = "behind", ['a\n1'] = "end of line" } do
  local records, said = read_csv(bad)
  check(not records and said:find(why), ("%q is no CSV"):format(bad), said)
end
check(read_csv('a,b\n"x,""y""",\n')[2][1] == 'x,"y"', "quotes of CSV")

kit.uses("tests/readback.lua")
if kit.has "ncdump" then
  for _, options in ipairs { "", " --compress 5", " --threads 2 --lanes 1" } do
    hold(false, options)
    hold(true, options)
  end
else
  kit.skip("files that are read back", "ncdump is not installed")
end
kit.finish()
