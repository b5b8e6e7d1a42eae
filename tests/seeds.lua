-- seeds.lua -- the shipped explorations print what the two published pages print.
--
--   lua5.4 tests/seeds.lua out/massc
--
-- Every figure of tests/reference/seed_tables.lua, in the order of its source, to the
-- last printed digit (give or take one): from the CSV file of `massc run`, from its
-- printed table, and where nothing is simulated from `massc space`. What no page
-- prints is held against tests/reference/independent.lua.
package.path = "tests/?.lua;tests/reference/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local seed = require "seed_tables"
local independent = require "independent"
local check, massc = kit.check, assert(arg[1], "usage: lua5.4 tests/seeds.lua PROGRAM")
local folder = kit.folder()

local function path(name)
  return kit.uses("models/experiments/" .. name .. ".mass")
end
local sweep, networks, spaces, oscillator =
  path "rww_g_sweep", path "rww_explorations", path "spaces", path "oscillator"

-- What a command prints to stdout, and to stderr.
local function call(arguments, ...)
  local command = ("timeout 120 %s " .. arguments):format(massc, ...)
  local output, code = kit.run(("%s 2>%s/messages"):format(command, folder))
  local messages = kit.read(folder .. "/messages")
  check(code == 0, arguments:format(...), output .. messages)
  return output, messages
end

-- The printed table and the CSV text of a run.
local function run(file, name, options)
  local output = call("run %s %s --engine tcc --quiet --out %s %s", file, name, folder, options or "")
  return output, kit.read(("%s/%s.csv"):format(folder, name)) or ""
end

local function says_nothing(what, difference)
  check(not difference, what, difference)
end

-- "0  a b" -> "0,a,b": the figures of a printed table as CSV.
local function as_csv(printed)
  local lines = {}
  for line in printed:gmatch("[^\n]+") do
    line = line:gsub("^%d+ +", ""):gsub("^ +", ""):gsub(" +", ",")
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\n")
end

-- The first rows of a CSV text, header not counted.
local function head(csv, count)
  local out = {}
  for line in csv:gmatch("[^\n]+") do
    if #out > count then break end
    out[#out + 1] = line
  end
  return table.concat(out, "\n")
end

local function count_lines(text)
  return select(2, text:gsub("\n", ""))
end

-- ---------------------------------------------------------------- networks --

local function network_table(file, name, printed, options)
  local output, csv = run(file, name, options)
  local title = name .. (options or "")
  says_nothing(title .. ": prints the page's table", tables.prints(output, printed))
  says_nothing(title .. ": CSV", tables.differ(csv, as_csv(printed)))
end

local function networks_of_the_page()
  network_table(sweep, "g_sweep", seed.g_sweep)
  network_table(sweep, "g_sweep", seed.g_sweep_frozen, "--set simulate.coupling=frozen")
  network_table(networks, "mixed", seed.mixed)
end

-- "[high, low]" of a key column as two columns.
local function split_keys(csv)
  return (csv:gsub('noise%.key', "key_high,key_low", 1):gsub('"%[(%d+), (%d+)%]"', "%1,%2"))
end

local function networks_computed_apart()
  for _, name in ipairs { "g_sigma", "noise_seeds", "crn" } do
    local _, csv = run(networks, name)
    says_nothing(name .. ": as computed apart", tables.differ(split_keys(csv), independent[name]))
  end
  local rows = tables.read(call("space %s noise_seeds --csv", networks))
  local _, names = tables.read(select(2, run(networks, "crn")))
  check(#rows == 64 and #names == 3, "noise_seeds has 8 x 8 points, crn no key")
end

-- ------------------------------------------------------------ pure explorations --

-- CSV rows of an exploration, by `massc run` and by `massc space`: the same points. A
-- file refers to the NetCDF one for arrays of more than 64 elements.
local function points(file, name)
  local _, ran = run(file, name)
  local shown = call("space %s %s --csv", file, name)
  local rows, names = tables.read(shown)
  local all = tables.read(ran)
  local same = #rows == #all
  for i, row in ipairs(rows) do
    for _, column in ipairs(names) do
      local elsewhere = all[i][column]:find("[a-z]") and #tables.numbers(row[column]) > 64
      same = same and (elsewhere or row[column] == all[i][column])
    end
  end
  check(same, name .. ": run and space have the same points", shown)
  return rows, all
end

-- The first lines of a listing: [format] filled with the columns of each row.
local function listing(name, rows, count, format, ...)
  local lines = {}
  for i = 1, count do
    local values = {}
    for c, column in ipairs { ... } do values[c] = tonumber(rows[i][column]) or i - 1 end
    lines[i] = format:format(table.unpack(values))
  end
  kit.same(table.concat(lines, "\n") .. "\n", seed[name], name .. ": the page's lines")
end

local function listings()
  local rows = points(spaces, "preview")
  check(#rows == 12, "preview: 12 combinations")
  listing("preview", rows, 5, "Combination %d: coupling=%.2f, noise=%.4f, fixed=42.0",
          "#", "coupling_strength", "noise_level")
  rows = points(spaces, "simulation_state")
  check(#rows == 45, "simulation_state: 45 combinations")
  listing("simulation_state", rows, 3, "Coupling strength: %.3f Coupling delay: %.2f ms " ..
          "Noise amplitude: %.3f Time constant: 10.0 (fixed)",
          "coupling.strength", "coupling.delay", "model.noise_amplitude")
  rows = points(spaces, "product")
  listing("product", rows, #rows, "  %d: a=%.1f, b=%.1f", "#", "param_a", "param_b")
  rows = points(spaces, "zip")
  listing("zip", rows, #rows, "  %d: a=%.1f, b=%.1f", "#", "param_a", "param_b")
  rows = points(spaces, "groups")
  listing("groups", rows, #rows, "  %d: setting_a=%.0f, setting_b=%.0f, param_x=%.2f",
          "#", "setting_a", "setting_b", "param_x")
  rows = points(spaces, "demo")
  listing("demo_points", rows, 3, "  %d: coupling=%.2f, noise=%.4f", "#", "coupling", "noise")
end

-- Single points: what is fixed stands behind the axes.
local function single_points()
  local point = call("space %s preview 0", spaces)
  check(point:find("\nfixed_param = 42\n", 1, true), "preview 0: fixed_param", point)
  point = call("space %s simulation_state 0", spaces)
  check(point:find("\nmodel.time_constant = 10\n", 1, true), "simulation_state 0: time_constant", point)
  for where, value in kit.sorted { ["0"] = "0", ["-1"] = "1" } do
    point = call("space %s demo %s", spaces, where)
    check(point:match("^coupling = (%S+)\n") == value, "demo " .. where .. ": coupling", point)
  end
end

local function demo()
  local shown = call("space %s demo :5", spaces)
  says_nothing("demo: prints the head of the page's space", tables.prints(shown, seed.demo_space))
  check(count_lines(call("space %s demo 1:4", spaces)) == 1 + 3, "demo 1:4 has 3 combinations")
  local output, csv = run(spaces, "demo")
  local from = output:sub(1, #seed.demo_run)
  says_nothing("demo: prints the page's table", tables.prints(from, seed.demo_run))
  says_nothing("demo: CSV", tables.differ(head(csv, 5), as_csv(seed.demo_run)))
end

local function warnings()
  for _, command in ipairs { "run %s zip --out " .. folder, "space %s zip" } do
    local _, said = call(command, spaces)
    check(said:find(seed.zip_warning, 1, true) and not said:find("warning:", 1, true),
          "zip: the page's warning and no other", said)
  end
  local file = kit.write(folder .. "/comparison.mass",
    "explore comparison zip\n  param x = grid(0, 2, 8)\n  param y = grid(0, 2, 5)\nend\n")
  local _, said = call("space %s comparison", file)
  kit.same(said:match("^[^\n]*\n"), seed.comparison_warning, "x and y: the page's warning")
  check(said:find("comparison.mass:3:9: note: 'y' ends first", 1, true), "x and y: and its place", said)
end

-- --------------------------------------------------------------- single axes --

-- The only column of an exploration as it is printed, in single precision.
local function axis(value)
  local file = kit.write(folder .. "/axis.mass", "precision single\nexplore e\n  param p = " .. value .. "\nend\n")
  local list = {}
  for i, row in ipairs((tables.read(call("space %s e --csv", file)))) do list[i] = row.p end
  return list
end

local function axes()
  local function same(value, name)
    kit.same(tables.numpy(axis(value)), tables.unpad(seed[name]), value .. ": as NumPy prints it")
  end
  same("grid(0, 1, 5)", "grid_5")
  same("grid(0, 2, 11)", "grid_11")
  same("[0.142, 0.284, 0.426, 0.568, 0.710]", "literature")
  same("[1/21, 1/21, 2/21, 3/21, 5/21, 8/21, 13/21, 1]", "fibonacci")
  local matrices = axis("[[[1, 0.5], [0.5, 1]], [[1, 0.8], [0.8, 1]], [[1, 1.2], [1.2, 1]]]")
  check(#matrices == 3, "3 matrices")
  kit.same(tables.numpy(matrices[1]), tables.unpad(seed.matrix_0), "the first matrix")
  local lines = {}
  for i, n in ipairs { 5, 10, 20 } do
    local list = axis(("grid(0, 1, %d)"):format(n))
    lines[i] = ("n=%2d: %d values from %.3f to %.3f\n"):format(n, #list, tonumber(list[1]), tonumber(list[#list]))
  end
  kit.same(table.concat(lines), seed.densities, "grids of three densities")
end

local function shapes()
  local rows = points(spaces, "shapes")
  check(#rows == 3, "shapes: 3 samples")
  kit.same(tables.numpy(rows[1].independent), tables.unpad(seed.independent_0), "independent, sample 0")
  kit.same(tables.numpy(rows[1].broadcast), tables.unpad(seed.broadcast_0), "broadcast, sample 0")
  rows = points(spaces, "regional")
  local sample, same = tables.numbers(rows[3].strength), true
  for _, x in ipairs(sample) do same = same and x == sample[1] end
  kit.same(("%d x %d, sample 2: %.3f, %s"):format(#rows, #sample, sample[1],
           same and "all regions identical" or "regions differ"), seed.regional, "regional")
end

-- ----------------------------------------------------------------- statistics --

local function mean(list)
  local sum = 0
  for _, x in ipairs(list) do sum = sum + x end
  return sum/#list
end

local function deviation(list)
  local m, sum = mean(list), 0
  for _, x in ipairs(list) do sum = sum + (x - m)^2 end
  return math.sqrt(sum/#list)
end

local function statistics()
  local u = tables.column(points(spaces, "uniform100"), "u")
  kit.same(("mean %.3f, range [%.3f, %.3f]"):format(mean(u), math.min(table.unpack(u)),
           math.max(table.unpack(u))), seed.uniform100, "uniform100")
  local rows = points(spaces, "distributions")
  local x = tables.column(rows, "normal")
  kit.same(("mean=%.3f, std=%.3f"):format(mean(x), deviation(x)), seed.normal, "normal")
  x = tables.column(rows, "beta")
  kit.same(("mean=%.3f, range=[%.3f, %.3f]"):format(mean(x), math.min(table.unpack(x)),
           math.max(table.unpack(x))), seed.beta, "beta")
  x = tables.column(rows, "lognormal")
  table.sort(x)
  kit.same(("mean=%.3f, median=%.3f"):format(mean(x), (x[500] + x[501])/2), seed.lognormal, "lognormal")
end

-- 25 products; no page prints them.
local function timing()
  local _, rows = points(spaces, "timing")
  local wrong
  for i, row in ipairs(rows) do
    local product = row.param1*row.param2
    if math.abs(row.result - product) > 1e-7 then wrong = ("row %d: %s"):format(i - 1, row.result) end
  end
  check(#rows == 25 and not wrong, "timing: 25 products", wrong)
end

-- ----------------------------------------------------------------- oscillator --

local function in_trial_order(rows)
  for i, row in ipairs(rows) do
    if tonumber(row.trial) ~= i - 1 then return false end
  end
  return #rows == 10
end

-- The page's (6, 80000, 2, 1), its pictures' axes and legends.
local function recorded()
  local function about(name, sizes, array, drawn)
    local head = kit.run(("ncdump -h %s/%s.nc"):format(folder, name))
    for _, text in ipairs(sizes) do
      check(not kit.has "ncdump" or head:find("\t" .. text .. " ;\n", 1, true), name .. " has " .. text, head)
    end
    check(not kit.has "ncdump" or head:find("double " .. array .. " ;", 1, true), name .. ": " .. array, head)
    call("plot %s/%s.nc -o %s/x.gp", folder, name, folder)
    local script = kit.read(folder .. "/x.gp") or ""
    for _, text in ipairs(drawn) do check(script:find(text, 1, true), name .. " draws " .. text, script) end
    return script
  end
  about("a_sweep", { "a = 6", "time = 80000", "state = 2", "node = 1" }, "results(a, time, state, node)",
        { "'V'", "'W'", "'time [ms]'", "title 'a' left", "title '-2'", "title '5'", "$curve1_5" })
  local trials = about("trials", { "trial = 10", "time = 80000", "state = 2", "node = 1" }, "results(trial, time, state, node)",
                       { "'V'", "'W'", "'time [ms]'", "$curve0_9" })
  check(not trials:find("$curve0_10", 1, true), "trials: ten curves")
end

local function oscillators()
  local _, csv = run(oscillator, "a_sweep")
  says_nothing("a_sweep", tables.differ(csv, seed.a_sweep))
  _, csv = run(oscillator, "trials")
  says_nothing("trials: as computed apart", tables.differ(csv, independent.trials))
  check(in_trial_order(tables.read(csv)), "trials: labelled by the trial", csv)
  recorded()
end

-- The order of the sum over 80 000 steps is not the peer's: 12 digits are held.
local function plane()
  local _, csv = run(oscillator, "ab_grid", "--engine auto")
  local rows = tables.read(csv)
  check(#rows == 441, "ab_grid: 21 x 21 points")
  local function compare(from, want, a, b)
    for i, x in ipairs(want) do
      local row = rows[from + i] or {}
      check(math.abs((tonumber(row.mean_V) or 0/0) - x) < 1e-12 and tonumber(row.a) == a
            and tonumber(row.b) == b + i - 1, ("ab_grid: cell %d"):format(from + i - 1), row.mean_V)
    end
  end
  compare(0, seed.ab_first, -10, -10)
  compare(438, seed.ab_last, 10, 8)
  call("plot %s/ab_grid.nc -o %s/x.gp", folder, folder)
  local script = kit.read(folder .. "/x.gp")
  check(script:find("with image", 1, true) and script:find("'mean_V'", 1, true) and script:find("'a'", 1, true)
        and script:find("'b'", 1, true), "ab_grid draws a map of mean_V over a and b", script)
end

for _, file in ipairs { "seeds", "tables", "kit", "reference/seed_tables", "reference/independent" } do
  kit.uses("tests/" .. file .. ".lua")
end
networks_of_the_page()
networks_computed_apart()
listings()
single_points()
demo()
warnings()
axes()
shapes()
statistics()
timing()
oscillators()
plane()
kit.finish()
