-- spaces.lua -- what must hold for every space, tried on random ones through the program.
--
--   lua5.4 tests/spaces.lua out/massc
--
-- A random exploration is kept as data: axes with a name, a text and a size, groups of
-- them, a mode. Its table is written down here from the sizes alone (a counter whose
-- last digit runs fastest) and the samples of each axis; then the program must agree,
-- whatever the order of the lines, in slices and parts, sorted, shown or run. Large
-- spaces must answer at once and in little memory. Seeds are fixed.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local check, massc = kit.check, assert(arg[1], "usage: lua5.4 tests/spaces.lua PROGRAM")
local folder = kit.folder()
local file = folder .. "/space.mass"
local random = math.random

local SPACES = 40

local function call(arguments)
  return kit.run(("timeout 60 %s %s 2>%s/messages"):format(massc, arguments, folder))
end

-- ------------------------------------------------------------- random spaces --

local names = { "a", "b.c", "b.d", "b_c", "Z", "b.c.e", "q" }

local function real()
  return ("%.3f"):format(random()*3 + 0.01)
end

local function bounds()
  local lo = random()*2 + 0.01
  return ("%.3f, %.3f"):format(lo, lo + random()*3 + 0.01)
end

-- Text behind the name; each takes a number of samples.
local kinds = {
  function(n) return ("= grid(%s, %d)"):format(bounds(), n) end,
  function(n) return ("= loggrid(%s) n %d"):format(bounds(), n) end,
  function(n) return ("= uniform(%s, %d)"):format(bounds(), n) end,
  function(n) return ("= uniform(%s, %d) key %d"):format(bounds(), n, random(0, 99)) end,
  function(n) return ("= latin(%s, %d)"):format(bounds(), n) end,
  function(n) return ("= latin(%s) n %d key %d"):format(bounds(), n, random(0, 99)) end,
  function(n) return ("~ Normal(0, %s) n %d"):format(real(), n) end,
  function(n) return ("~ Gamma(%s) n %d key %d"):format(real(), n, random(-5, 99)) end,
  function(n) return ("~ Bernoulli(0.5) n %d"):format(n) end,
  function(n) return ("~ Integer(-3, 9) n %d"):format(n) end,
}

-- A range has two points at least.
local function range(n)
  return ("= range(%d, %d, 2)"):format(-n, n - 2), math.max(n, 2)
end

local function list(n)
  local out = {}
  for i = 1, n do out[i] = real() end
  return "= [" .. table.concat(out, ", ") .. "]"
end

local shapes = { " shape 3", " shape (2, 2)", " shape 2 broadcast" }

local function random_axis(name)
  local n, kind = random(1, 5), random(1, #kinds + 3)
  local axis = { name = name, size = n }
  if kind == #kinds + 1 then
    axis.text, axis.size = range(math.max(n, 2))
  elseif kind > #kinds then
    axis.text = list(n)
  else
    axis.text = kinds[kind](n)
    axis.array = axis.text:match("^~") and random() < 0.3
    if axis.array then axis.text = axis.text .. shapes[random(1, 3)] end
  end
  return axis
end

-- Axes, some in groups; [keys]: an axis of keys among them, which needs a network.
local function random_space(seed)
  math.randomseed(seed)
  local space = { axes = {}, zip = random() < 0.3, sorted = random() < 0.3, key = random(0, 1000),
                  single = random() < 0.5, keys = random() < 0.25, trials = random() < 0.2 and random(1, 3) }
  local pool = table.move(names, 1, #names, 1, {})
  for i = 1, random(1, 4) do
    space.axes[i] = random_axis(table.remove(pool, random(1, #pool)))
  end
  if space.keys then
    local n = random(1, 3)
    space.axes[#space.axes + 1] = { name = "noise.key", size = n, array = true,
      text = random() < 0.5 and ("= split(key(%d), %d)"):format(random(0, 9), n) or
             "= [" .. ("7, "):rep(n - 1) .. "-3]" }
  end
  for _, axis in ipairs(space.axes) do
    local label = random(1, 6)
    axis.group = label < 3 and ({ "one", "two" })[label] or nil
  end
  return space
end

-- --------------------------------------------------------------- as a file --

local network = [[
model Still
  state x = 0
  x' = 0*x
end
network
  dynamics Still
  noise additive with sigma = 0, key = 0
end
simulate euler with dt = 1, duration = 1
]]

-- Things in the order of the table: an axis, or a group at its first member.
local function parts(space)
  local list, groups = {}, {}
  for _, axis in ipairs(space.axes) do
    local part = axis.group and groups[axis.group]
    if not part then
      part = { group = axis.group, axes = {} }
      list[#list + 1] = part
      if axis.group then groups[axis.group] = part end
    end
    table.insert(part.axes, axis)
  end
  for _, part in ipairs(list) do
    part.size = math.huge
    for _, axis in ipairs(part.axes) do part.size = math.min(part.size, axis.size) end
  end
  return list
end

local function axis_line(axis)
  return ("  %s%s %s"):format(axis.name == "noise.key" and "" or "param ", axis.name, axis.text)
end

-- The text of a file in which the parts stand in the order of [list]; with an
-- observation of the axes that are numbers.
local function write(space, list)
  local out = { space.single and "precision single" or "", space.keys and network or "",
                ("explore e %s key %d"):format(space.zip and "zip" or "product", space.key) }
  local sum = { "1" }
  for _, part in ipairs(list) do
    if part.group then out[#out + 1] = "  group " .. part.group end
    for _, axis in ipairs(part.axes) do
      out[#out + 1] = axis_line(axis)
      if not axis.array then sum[#sum + 1] = axis.name end
    end
    if part.group then out[#out + 1] = "  end" end
  end
  if space.sorted then out[#out + 1] = "  order sorted" end
  if space.trials then out[#out + 1] = "  trials " .. space.trials end
  table.sort(sum)
  if not space.keys then
    out[#out + 1] = "  observe s = " .. table.concat(sum, " + ")
  end
  out[#out + 1] = "end\n"
  kit.write(file, table.concat(out, "\n"))
end

-- ---------------------------------------------------------- the table by hand --

-- Names compare by their parts between dots, as nested dictionaries sort.
local function before(a, b)
  local x, y = a:gmatch("[^.]+"), b:gmatch("[^.]+")
  while true do
    local p, q = x(), y()
    if p ~= q or not p then return q ~= nil and (p == nil or p < q) end
  end
end

-- The peer's order: groups by their first name, then the other axes.
local function sorted(space)
  local axes = table.move(space.axes, 1, #space.axes, 1, {})
  table.sort(axes, function(a, b) return before(a.name, b.name) end)
  local list = parts { axes = axes }
  local grouped = {}
  for _, part in ipairs(list) do
    if part.group then grouped[#grouped + 1] = part end
  end
  for _, part in ipairs(list) do
    if not part.group then grouped[#grouped + 1] = part end
  end
  return grouped
end

-- Sample numbers of every axis in every row: [row][axis name], and "trial".
local function count(space, list)
  local rows, digits, least = {}, {}, math.huge
  for i, part in ipairs(list) do
    digits[i] = 0
    least = math.min(least, part.size)
  end
  local function put(position)
    for trial = 0, (space.trials or 1) - 1 do
      local row = { trial = trial }
      for i, part in ipairs(list) do
        for _, axis in ipairs(part.axes) do row[axis.name] = position(i) end
      end
      rows[#rows + 1] = row
    end
  end
  for i = 0, space.zip and least - 1 or -1 do
    put(function() return i end)
  end
  repeat
    if space.zip then break end
    put(function(i) return digits[i] end)
    local d = #list
    while d > 0 and digits[d] == list[d].size - 1 do
      digits[d] = 0
      d = d - 1
    end
    if d > 0 then digits[d] = digits[d] + 1 end
  until d == 0
  return rows
end

-- Samples of every axis: each by itself, behind the same sorted place, so that it
-- draws with the same key: all axes in a zip, the others lists of one length.
local function samples(space)
  local longest, out = 0, {}
  for _, axis in ipairs(space.axes) do longest = math.max(longest, axis.size) end
  for _, axis in ipairs(space.axes) do
    local alone = { zip = true, key = space.key, single = space.single, keys = space.keys, axes = {} }
    for i, other in ipairs(space.axes) do
      local filler = other.name == "noise.key" and "= split(0, %d)" or "= grid(0, 1, %d)"
      alone.axes[i] = other == axis and { name = axis.name, text = axis.text, array = axis.array, size = axis.size }
                      or { name = other.name, text = filler:format(longest), array = true, size = longest }
    end
    write(alone, parts(alone))
    out[axis.name] = {}
    for i, row in ipairs((tables.read(call("space " .. file .. " e --csv")))) do out[axis.name][i - 1] = row[axis.name] end
  end
  return out
end

-- Rows as texts that do not depend on the order of the columns.
local function spell(space, row, value)
  local out = {}
  for i, name in ipairs(names) do out[i] = row[name] and name .. "=" .. value(name) or "" end
  return table.concat(out, " ") .. " key=" .. (row["noise.key"] and value("noise.key") or "") ..
         " trial=" .. (space.trials and row.trial or "")
end

local function expected(space, list)
  local values, out = samples(space), {}
  for i, row in ipairs(count(space, list)) do
    out[i] = spell(space, row, function(name) return values[name][row[name]] end)
  end
  return out
end

local function read(space, text)
  local out = {}
  for i, row in ipairs((tables.read(text))) do
    out[i] = spell(space, row, function(name) return row[name] end)
  end
  return out
end

-- ---------------------------------------------------------------- properties --

-- nil, or the first row in which two lists differ.
local function difference(a, b)
  if #a ~= #b then return ("%d and %d rows"):format(#a, #b) end
  for i = 1, #a do
    if a[i] ~= b[i] then return ("row %d: %s\nand %s"):format(i - 1, a[i], b[i]) end
  end
end

local function shuffle(list)
  for i = #list, 2, -1 do
    local k = random(1, i)
    list[i], list[k] = list[k], list[i]
  end
  return list
end

local function shuffled(space)
  local list = shuffle(parts(space))
  for _, part in ipairs(list) do shuffle(part.axes) end
  return list
end

-- Lines of a CSV text without its head.
local function lines_of(text)
  local out = {}
  for line in text:gmatch("[^\n]+") do out[#out + 1] = line end
  table.remove(out, 1)
  return out
end

-- Python's slices, on a list that counts from 1.
local function slice(list, from, to, step)
  local out, n = {}, #list
  local least, most = step > 0 and 0 or -1, step > 0 and n or n - 1
  local function clamp(i, default)
    if not i then return default end
    return math.max(least, math.min(most, i < 0 and i + n or i))
  end
  local i, stop = clamp(from, step > 0 and least or most), clamp(to, step > 0 and most or least)
  while step > 0 and i < stop or step < 0 and i > stop do
    out[#out + 1] = list[i + 1]
    i = i + step
  end
  return out
end

local function slices(whole)
  for _ = 1, 4 do
    local step = random() < 0.5 and random(1, 4) or -random(1, 4)
    local from = random() < 0.7 and random(-#whole - 2, #whole + 2) or nil
    local to = random() < 0.7 and random(-#whole - 2, #whole + 2) or nil
    local want = slice(whole, from, to, step)
    local where = ("%s:%s:%d"):format(from or "", to or "", step)
    local text, code = call(("space %s e --csv -- %s"):format(file, where))
    local wrong = #want == 0 and code ~= 2 and "an empty slice has exit code " .. code
                  or #want > 0 and difference(lines_of(text), want)
    if wrong then return where .. ": " .. wrong end
  end
  for _ = 1, 2 do
    local at = random(-#whole, #whole - 1)
    local text = lines_of(call(("space %s e --csv -- %d"):format(file, at)))
    if #text ~= 1 or text[1] ~= whole[at % #whole + 1] then return ("point %d: %s"):format(at, text[1]) end
  end
end

local function pieces(whole)
  local n, all = random(2, 6), {}
  for i = 0, n - 1 do
    local from, to = #whole*i//n, #whole*(i + 1)//n
    if from < to then
      local part = lines_of(call(("space %s e --csv %d:%d"):format(file, from, to)))
      table.move(part, 1, #part, #all + 1, all)
    end
  end
  return difference(all, whole)
end

-- What `massc run` writes, rows with their observation; columns in a fixed order.
local function observed(space)
  local output, code = call(("run %s e --engine tcc --quiet --out %s"):format(file, folder))
  if code ~= 0 then return { output } end
  local text, out = kit.read(folder .. "/e.csv"), {}
  for i, row in ipairs((tables.read(text))) do
    out[i] = spell(space, row, function(name) return row[name] end) .. " s=" .. (row.s or "")
  end
  return out
end

local function shows(seed, what, wrong)
  check(not wrong, ("space %d: %s"):format(seed, what), wrong and wrong .. "\n" .. (kit.read(file) or ""))
end

local function try(seed)
  local space = random_space(seed)
  local list = parts(space)
  local want = expected(space, space.sorted and sorted(space) or list)
  write(space, list)
  local text = call("space " .. file .. " e --csv")
  local got, whole = read(space, text), lines_of(text)
  shows(seed, "the table a counter makes", difference(got, want))
  shows(seed, "slices are rows of the whole", slices(whole))
  shows(seed, "parts make up the whole", pieces(whole))
  local ran = not space.keys and observed(space)
  write(space, shuffled(space))
  got = read(space, call("space " .. file .. " e --csv"))
  if not (space.zip or space.sorted) then
    table.sort(got)
    table.sort(want)
  end
  shows(seed, "the order of the lines changes no value", difference(got, want))
  if ran then
    local again = observed(space)
    table.sort(ran)
    table.sort(again)
    shows(seed, "nor an observation", difference(ran, again))
  end
end

-- ---------------------------------------------------------------- large spaces --

-- Wall seconds and kilobytes of a command (0 kB where GNU time is not installed).
local function measure(command)
  local clock = [[TIMEFORMAT=%R; time { ]] .. command .. [[; }]]
  local text = kit.run("LC_ALL=C bash -c " .. kit.quote(clock))
  local kilobytes = 0
  if kit.has("/usr/bin/time") then
    kit.run(("/usr/bin/time -f %%M -o %s/kilobytes %s"):format(folder, command))
    kilobytes = tonumber(kit.read(folder .. "/kilobytes")) or 1/0
  end
  return tonumber(text:match("([%d.]+)%s*$")) or 1/0, kilobytes
end

-- The best of a few, since another program may be busy.
local function at_once(name, command)
  local seconds, kilobytes = 1/0, 0
  for _ = 1, 5 do
    local s, k = measure(command)
    seconds, kilobytes = math.min(seconds, s), k
  end
  check(seconds < 0.05, name .. ": at once", ("%.3f s"):format(seconds))
  check(kilobytes < 40000, name .. ": in little memory", kilobytes .. " kB")
  -- A limit of its own, where nothing measures: 10^9 numbers would need 8 GB.
  local output, code = kit.run("ulimit -v 200000; " .. command)
  check(code == 0, name .. ": within 200 MB of address space", output)
  return output
end

local function large(n, points)
  kit.write(file, ([[
explore e
  param x = grid(0, %d, %d)
  param y = uniform(0, 1, %d)
  param z = range(1, %d, 1)
end
]]):format(n - 1, n, n, n))
  local function show(where)
    return at_once(("%s points, '%s'"):format(points, where), ("%s space %s e %s"):format(massc, file, where))
  end
  local last = show("--csv -- -10:")
  local rows = tables.read(last)
  local function is(x, whole)           -- the points of a range are those of a grid: rounded
    return math.abs(tonumber(x) - whole) < 1e-9*whole
  end
  check(#rows == 10 and is(rows[1].x, n - 1) and is(rows[1].z, n - 9) and is(rows[10].z, n),
        points .. " points: the last ten", last)
  local point = show("-- -1")
  check(point:find(("x = %d\n"):format(n - 1), 1, true) and point:find(("z = %d\n"):format(n), 1, true),
        points .. " points: the last one", point)
  rows = tables.read(show(("--csv -- ::%d"):format(n*n*(n // 4))))
  check(#rows == 4 and is(rows[4].x, 3*(n // 4)) and is(rows[4].z, 1),
        points .. " points: a slice with a step")
  local text = show("")
  check(text:find(("[%d rows x 3 columns]"):format(n^3 // 1 | 0), 1, true), points .. " points: head and tail", text)
  at_once(points .. " points, checked", ("%s check %s"):format(massc, file))
end

for _, name in ipairs { "spaces", "tables", "kit" } do
  kit.uses("tests/" .. name .. ".lua")
end
for seed = 1, SPACES do try(seed) end
large(1000, "10^9")
large(100000, "10^15")
kit.finish()
