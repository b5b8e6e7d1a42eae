-- cli.lua -- the program as its users meet it: tables, files, messages, exit codes.
--
--   lua5.4 tests/cli.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local check, massc = kit.check, assert(arg[1], "usage: lua5.4 tests/cli.lua PROGRAM")
massc = kit.absolute(massc)
local sweep = "models/experiments/rww_g_sweep.mass"
local oscillator = "models/experiments/oscillator.mass"
local home = kit.home()

-- Runs massc with a cache of its own; [env] stands before the program.
local function call(arguments, env)
  return kit.run(("timeout 120 env XDG_CACHE_HOME=%s/cache %s %s %s"):format(home, env or "", massc, arguments))
end

local function exists(path)
  local _, code = kit.run("test -e " .. kit.quote(path))
  return code == 0
end

-- The call ends with [exit] and says everything in [words] (plain text).
local function expect(name, exit, words, arguments, env)
  return kit.says(name, exit, words, call(arguments, env))
end

-- The same, and no file is written: neither a result nor a temporary one.
local function refuse(name, exit, words, arguments, env)
  local folder = kit.home() .. "/results"
  local output = expect(name, exit, words, arguments .. " --out " .. folder, env)
  check(kit.left_in(folder) == "", name .. ": no file is left", kit.left_in(folder))
  return output
end

local function model(name, text)
  return kit.write(home .. "/" .. name .. ".mass", text)
end

local function engines()
  local list = { "tcc" }
  for _, engine in ipairs { "gcc", "clang" } do
    if kit.has(engine) then
      list[#list + 1] = engine
    else
      kit.skip("engine " .. engine, "not installed")
    end
  end
  list[#list + 1] = "auto"
  return list
end

-- Rows of a CSV file as tables by column name.
local function read_csv(path)
  local rows, names = {}, nil
  for line in (kit.read(path) or ""):gmatch("[^\n]+") do
    local row, c = {}, 0
    for cell in (line .. ","):gmatch("([^,]*),") do
      c = c + 1
      row[names and names[c] or c] = names and tonumber(cell) or cell
    end
    if names then rows[#rows + 1] = row else names = row end
  end
  return rows
end

-- nil when column [name] of two tables agrees within [tolerance], else what differs.
local function differs(got, want, name, tolerance)
  if #got ~= #want then return ("%d rows, not %d"):format(#got, #want) end
  for i, row in ipairs(want) do
    local x = got[i][name]
    if not x or not (math.abs(x - row[name]) <= tolerance) then
      return ("row %d: %s is %s, not %s"):format(i - 1, name, x, row[name])
    end
  end
end

local published = [[
   coupling.instant.G    mean_S     std_S
0            0.100000  0.101733  0.001502
1            0.228571  0.105092  0.003031
2            0.357143  0.110537  0.006222
3            0.485714  0.118753  0.011529
4            0.614286  0.130028  0.019266
5            0.742857  0.144003  0.029189
6            0.871429  0.160107  0.040861
7            1.000000  0.177952  0.054001
]]

-- Does [output] hold the published table: the same layout, and numbers that agree
-- within 1 in their last digit (which the source rounded from single precision)?
local function prints_published(output)
  local head = published:match("^[^\n]*\n")
  local from = output:find(head, 1, true)
  local printed = from and output:sub(from, from + #published - 1) or ""
  if printed:gsub("%d", "0") ~= published:gsub("%d", "0") then return false end
  local numbers = published:gmatch("%d+%.?%d*")
  for x in printed:gmatch("%d+%.?%d*") do
    if math.abs(x - numbers()) > 1.5e-6 then return false end
  end
  return true
end

-- The experiments on every engine and thread count: one table, one file.
local function published_table()
  local want = read_csv(kit.uses("tests/reference/rww_g_sweep.csv"))
  local first
  for _, engine in ipairs(engines()) do
    for threads = 1, 2 do
      local name = ("rww_g_sweep, %s, %d threads"):format(engine, threads)
      local folder = kit.home()
      local output, code = call(("run %s --engine %s --threads %d --out %s 2>/dev/null")
                                :format(sweep, engine, threads, folder))
      check(code == 0, name .. ": exit code 0", output)
      check(prints_published(output), name .. ": the published table is printed", output)
      local csv = kit.read(folder .. "/g_sweep.csv")
      first = first or csv
      check(csv and csv == first, name .. ": the CSV file is the same, byte for byte")
      local rows = read_csv(folder .. "/g_sweep.csv")
      for column, tolerance in kit.sorted { ["coupling.instant.G"] = 1e-6, mean_S = 1.5e-6, std_S = 1.5e-6 } do
        local wrong = differs(rows, want, column, tolerance)
        check(not wrong, name .. ": " .. column, wrong)
      end
      local nc = kit.read(folder .. "/g_sweep.nc")
      check(nc and nc:sub(2, 4) == "HDF", name .. ": g_sweep.nc is NetCDF-4")
    end
  end
end

local function published_oscillator()
  local want, first = read_csv(kit.uses("tests/reference/oscillator.csv")), nil
  for _, engine in ipairs(engines()) do
    local name, folder = "oscillator, " .. engine, kit.home()
    local output, code = call(("run %s a_sweep --engine %s --out %s"):format(oscillator, engine, folder))
    check(code == 0, name .. ": exit code 0", output)
    local rows = read_csv(folder .. "/a_sweep.csv")
    local columns = { a = 0, mean_V = 1e-6, mean_W = 1e-6, std_V = 1e-5, std_W = 1e-5 }
    for column, tolerance in kit.sorted(columns) do
      local wrong = differs(rows, want, column, tolerance)
      check(not wrong, name .. ": " .. column, wrong)
    end
    local csv = kit.read(folder .. "/a_sweep.csv")
    first = first or csv
    check(csv and csv == first, name .. ": the CSV file is the same, byte for byte")
  end
end

local function command_line()
  expect("--help", 0, { "run", "check", "emit", "list", "show", "130", "70" }, "--help")
  expect("--version", 0, { "massc" }, "--version")
  expect("no command", 2, { "usage" }, "")
  expect("a command nobody knows", 2, { "'rnu'", "did you mean 'run'" }, "rnu " .. sweep)
  expect("an option nobody knows", 2, { "--thraeds", "did you mean '--threads'" }, "run --thraeds 2 " .. sweep)
  expect("run without a file", 2, {}, "run")
  refuse("--threads 0", 2, { "--threads", "'0'" }, "run " .. sweep .. " --threads 0")
  refuse("--threads two", 2, { "--threads", "'two'" }, "run " .. sweep .. " --threads two")
  refuse("--engine icc", 2, { "'icc'", "gcc" }, "run " .. sweep .. " --engine icc")
  refuse("--real f16", 2, { "'f16'", "f32" }, "run " .. sweep .. " --real f16")
  expect("an option without its value", 2, { "--threads" }, "run " .. sweep .. " --threads")
  refuse("an exploration that is not there", 2, { "'g_sweeep'", "'g_sweep'" }, "run " .. sweep .. " g_sweeep")
  refuse("--set of a name that is not there", 1, { "nosie.sigma", "noise.sigma" },
         "run " .. sweep .. " --set nosie.sigma=0")
  refuse("--set without a value", 1, { "noise.sigma" }, "run " .. sweep .. " --set noise.sigma=")
  refuse("--axis on a name that is not there", 1, { "noise.sgima" },
         "run " .. sweep .. " --axis 'noise.sgima=grid(0,1,2)'")
  refuse("--axis without points", 1, { "grid" }, "run " .. sweep .. " --axis 'noise.sigma=grid(1,0,0)'")
  expect("check", 0, {}, "check " .. sweep .. " " .. oscillator)
  expect("list", 0, { "ReducedWongWang", "Generic2dOscillator" }, "list")
  expect("show", 0, { "ReducedWongWang", "J_N", "0.2609" }, "show ReducedWongWang")
  expect("show --json", 0, { '"J_N"' }, "show ReducedWongWang --json")
  expect("show of a model that is not there", 1, { "did you mean 'ReducedWongWang'" }, "show RedusedWongWang")
end

-- What people type: '-' for the standard input, paths where names may stand, units that
-- stick to numbers.
local function habits()
  local text = "model D\n  state x = 1\n  x' = -x\nend\nsimulate heun with dt = 0.1 ms, duration = 1 ms\n"
  local whole = model("habits", text .. "observe m = last(x)\nexplore e\n  initial.x = [1, 2]\nend\n")
  local folder = kit.home()
  local function piped(rest) return ("cd %s && %s %s < %s"):format(folder, massc, rest, whole) end
  local output, code = kit.run(piped("run - --quiet"))
  check(code == 0 and output:find("0.36", 1, true) and exists(folder .. "/out/stdin/e.csv"), "run - < file", output)
  output, code = kit.run(piped("space - e 1"))
  check(code == 0 and output:find("2", 1, true), "space - < file", output)
  output, code = kit.run(piped("emit --kernel - e"))
  check(code == 0 and output:find("exploration e of stdin", 1, true), "emit - < file", output)
  output, code = kit.run(piped("show -"))
  check(code == 0 and output:find("model D\n", 1, true), "show - < file", output)
  output, code = kit.run(("printf 'model D\\n  x = y\\nend\\n' | %s check -"):format(massc))
  check(code == 1 and output:find("stdin:2:7: error: unknown name 'y'", 1, true), "check - < file", output)
  expect("an empty input", 1, { "'stdin' is empty" }, "check - < /dev/null")
  -- A model of the library is an experiment, a file of its name goes first.
  local here = ("cd %s && rm -rf own && mkdir own && cd own && XDG_CACHE_HOME=%s/cache "):format(home, home)
  output, code = kit.run(here .. massc .. " run LogisticMap --quiet && " .. massc .. " run --from out/LogisticMap/growth.nc --quiet --out again" ..
                         " && cmp out/LogisticMap/growth.csv again/growth.csv && " .. massc .. " check systems/LogisticMap")
  check(code == 3 and exists(home .. "/own/again/growth.nc") and output:find("no file 'systems/LogisticMap'", 1, true), "run of a model of the library, and again", output)
  local level = tonumber((kit.read(home .. "/own/out/LogisticMap/growth.csv") or ""):match("\n2%.5,([%d.]+)"))
  check(level and math.abs(level - 0.6) < 1e-3, "a population at rest at 1 - 1/r", level)
  output, code = kit.run(here .. "printf 'model L\\n  state x = 1\\n  x+ = x\\nend\\nsimulate map with steps = 3\\nobserve mine = last(x)\\n' >LogisticMap.mass && " .. massc .. " run LogisticMap --no-files")
  check(code == 0 and output:find("mine", 1, true), "a file of the name of a model", output)
  expect("a model that is misspelt", 3, { "no file 'LogisticMapp'; did you mean 'LogisticMap' of the library?" }, "run LogisticMapp")

  expect("show of a path", 0, { "model D", "x' = -x" }, "show " .. whole, "LC_ALL=C")
  local other = model("Renamed", text)
  expect("show of a file of another name", 0, { "model D" }, "show " .. other)
  expect("show of a file without a model", 1, { "it uses Generic2dOscillator: massc show Generic2dOscillator" },
         "show " .. oscillator)
  expect("use of a file of another name", 1, { "defines model 'D', not 'Renamed'", "call the file D.mass" },
         "check " .. model("uses", "use Renamed\n"))

  expect("5ms in an option", 0, { "0.60" }, "run " .. whole .. " --quiet --no-files --set simulate.duration=0.5ms")
  expect("5mV in an option", 1, { "[mV] is no unit of time" }, "check " .. whole .. " --set simulate.duration=5mV")
  refuse("a run without a column says so", 1, { "observes, records and explores nothing" }, "run " .. model("silent", text))
  expect("a series alone is recorded", 0, { "v: 10 samples every 0.1 ms" },
         "run " .. model("series", text .. "observe v = x\n") .. " --no-files")

  local many = {}
  for i = 1, 14 do many[i] = ("explore part_%02d\nend\n"):format(i) end
  local few = model("few", text .. "record x\n" .. table.concat(many, "", 1, 12))
  local names = "part_01, part_02, part_03, part_04, part_05, part_06, part_07, part_08, part_09, part_10, part_11"
  refuse("an exploration that is not there", 2, { "has no exploration 'none'; it has " .. names .. " and part_12\n" }, "run " .. few .. " none")
  refuse("... of very many", 2, { "has no exploration 'none'; it has " .. names .. " and 3 more\n" },
         "run " .. model("many", text .. "record x\n" .. table.concat(many)) .. " none")
  refuse("... beside one that is there", 2, { "did you mean 'part_11'?" }, "run " .. few .. " patr_11")
  expect("an exploration that is not named", 2, { "has 12 explorations; name one: " .. names .. " and part_12\n" }, "emit --kernel " .. few)

  model("Mine", "coupling Mine\n  from x\n  param G = 1\n  pre = x_j\n  post = G*sum\nend\n")
  expect("use of a coupling", 0, {}, "check " .. model("couples", "use ReducedWongWang\nuse Mine\nnetwork\n  nodes 2\n" ..
         "  graph weights = ones - eye\n  coupling instant = Mine(S) with G = 0.1\nend\n"))
end

local function bad_files()
  local function write(name, command)
    kit.run(command:format(home .. "/" .. name))
    return home .. "/" .. name
  end
  local cases = {
    { "a file of 0 bytes", 1, write("empty.mass", ": > %s") },
    { "random bytes", 3, write("random.mass", "head -c 4096 /dev/urandom > %s") },
    { "10 MB", 3, write("large.mass", "yes '# a comment' | head -c 10485760 > %s") },
    { "a folder", 3, write("folder.mass", "mkdir %s") },
    { "a file that is not there", 3, home .. "/nothing.mass" },
  }
  for _, case in ipairs(cases) do
    local name, exit, path = table.unpack(case)
    refuse("run " .. name, exit, { path }, "run " .. path)
    expect("check " .. name, exit, { path }, "check " .. path)
  end
  expect("check of a good and a bad file", 1, { "empty.mass" }, "check " .. sweep .. " " .. home .. "/empty.mass")
end

local function outputs()
  local file = kit.write(home .. "/file", "")
  expect("an output folder below a file", 3, { file }, ("run %s --out %s/results"):format(sweep, file))
  check(kit.read(file) == "", "an output folder below a file: the file is as it was")
  expect("/dev/full as stdout", 3, { "No space left" }, ("run %s --out %s/full >/dev/full"):format(sweep, home))
  refuse("/dev/full as --stats", 3, { "/dev/full" }, "run " .. sweep .. " --stats /dev/full")
  expect("/dev/full for emit", 3, { "/dev/full" }, "emit --kernel " .. sweep .. " -o /dev/full")
  expect("--help to /dev/full", 3, {}, "--help >/dev/full")
end

-- A file system that is too small for the results, and one without any room.
local function full_disk()
  for name, fill in kit.sorted { ["a small disk"] = "true", ["a full disk"] = "cat /dev/zero > %s/all" } do
    local disk = kit.home()
    local why, code = kit.run("mount -t tmpfs -o size=8k tmpfs " .. disk)
    if code ~= 0 then return kit.skip(name, (why:gsub("\n", " "))) end
    kit.run(fill:format(disk))
    expect(name, 3, { disk }, ("run %s --out %s/results"):format(sweep, disk))
    kit.run("rm -f " .. disk .. "/all")
    check(kit.left_in(disk) == "", name .. ": no file is left", kit.left_in(disk))
    kit.run("umount " .. disk)
  end
end

local function divergence()
  local path = model("diverges", [[
model Growth
  state x = 1
  param k = 1
  x' = k*x^2
end

network
  nodes 1
  dynamics Growth
end

simulate euler with dt = 0.1, duration = 10

observe last_x = last(x)

explore growth
  dynamics.k = [-1, 0, 1, 3]
end
]])
  local folder = kit.home()
  for _, engine in ipairs(engines()) do
    local name = "a state that diverges, " .. engine
    expect(name, 0, {}, ("run %s --engine %s --out %s/%s"):format(path, engine, folder, engine))
    local rows = read_csv(("%s/%s/growth.csv"):format(folder, engine))
    check(#rows == 4 and rows[1].status == 0 and rows[2].status == 0 and rows[3].status > 0
          and rows[4].status > 0 and rows[4].status < rows[3].status, name .. ": its rows tell the step",
          kit.read(("%s/%s/growth.csv"):format(folder, engine)))
    check(rows[2] and rows[2].last_x == 1 and math.abs(rows[1].last_x - 1/11) < 0.01,
          name .. ": the other rows are right")
    check(kit.read(("%s/%s/growth.csv"):format(folder, engine)) == kit.read(folder .. "/tcc/growth.csv"),
          name .. ": the CSV file is the same, byte for byte")
  end
  expect("a state that diverges, --strict", 4, {}, ("run %s --strict --out %s/strict"):format(path, folder))
end

local function interrupt()
  local path = model("long", [[
model Slow
  state x = 1
  param k = 1
  x' = x*(1 - x) - k*x
end

network
  nodes 1
  dynamics Slow
end

simulate rk4 with dt = 0.001, duration = 1e9

observe mean_x = mean(x)

explore slow
  dynamics.k = grid(0, 1, 64)
end
]])
  for _, engine in ipairs { "tcc", "auto" } do
    local folder = kit.home() .. "/results"
    local output, code = kit.run(("XDG_CACHE_HOME=%s/cache timeout --preserve-status -k 60 -s INT 2 %s run %s --engine %s --out %s")
                                 :format(home, massc, path, engine, folder))
    check(code == 130, "Ctrl-C, " .. engine .. ": exit code 130", ("got %d\n%s"):format(code, output))
    check(kit.left_in(folder) == "", "Ctrl-C, " .. engine .. ": nothing half-written is left", kit.left_in(folder))
  end
  -- Schedulers and wrappers send the signal to the process and to its group.
  for try = 1, 3 do
    local folder = kit.home() .. "/results"
    local output, code = kit.run(("XDG_CACHE_HOME=%s/cache %s run %s --engine tcc --out %s & sleep 1; kill -TERM $!; sleep 0.002; kill -TERM $!; wait $!")
                                 :format(home, massc, path, folder))
    check(code == 130, "two signals at once, " .. try .. ": exit code 130", ("got %d\n%s"):format(code, output))
    check(kit.left_in(folder) == "", "two signals at once, " .. try .. ": nothing half-written is left", kit.left_in(folder))
  end
end

local function compilers()
  local folder = kit.home()
  refuse("gcc is not installed", 3, { "gcc", "--engine tcc" }, "run " .. sweep .. " --engine gcc",
         "PATH=/usr/lib/nothing MASSC_GCC= MASSC_CLANG=")
  -- A thread that still loads a library when the program ends must not crash it.
  local codes = kit.run(("for i in $(seq 40); do PATH=/usr/lib/nothing %s run %s --engine gcc --out %s/no >/dev/null 2>&1; echo $?; done"):format(massc, sweep, folder))
  check(codes == ("3\n"):rep(40), "gcc is not installed, 40 times", (codes:gsub("\n", " ")))
  local output, code = kit.run(("env XDG_CACHE_HOME=%s/none PATH=/usr/lib/nothing %s run %s --out %s")
                               :format(home, massc, sweep, folder))
  check(code == 0 and prints_published(output), "no compiler is installed: tcc serves", output)
end

-- A library that is there and cannot be loaded: a text file in its place.
local function libraries()
  local names = { "libnetcdf.so.22", "libnetcdf.so.19", "libnetcdf.so" }
  local broken, csv = kit.home(), kit.home()
  call(("run %s --out %s"):format(sweep, csv))
  for _, name in ipairs(names) do
    local one, folder = kit.home(), kit.home()
    kit.write(one .. "/" .. name, "no library\n")
    kit.write(broken .. "/" .. name, "no library\n")
    expect(name .. " is broken: another name serves", 0, {}, ("run %s --out %s"):format(sweep, folder), "LD_LIBRARY_PATH=" .. one)
    check((kit.read(folder .. "/g_sweep.nc") or ""):sub(2, 4) == "HDF", name .. " is broken: g_sweep.nc is written")
  end
  local env = "LD_LIBRARY_PATH=" .. broken
  refuse("libnetcdf is broken", 3, { "g_sweep.nc: cannot load libnetcdf: ", "file too short", "--no-netcdf" },
         "run " .. sweep, env)
  local folder = kit.home()
  expect("libnetcdf is broken, --no-netcdf", 0, { "g_sweep.csv and .json" }, ("run %s --no-netcdf --out %s"):format(sweep, folder), env)
  check(kit.run("ls " .. folder) == "g_sweep.csv\ng_sweep.json\n", "libnetcdf is broken, --no-netcdf: no NetCDF file", kit.left_in(folder))
  check(kit.read(folder .. "/g_sweep.csv") == kit.read(csv .. "/g_sweep.csv"), "libnetcdf is broken, --no-netcdf: the same CSV file")
  expect("--no-netcdf beside a file of before", 0, { csv .. "/g_sweep.nc is of an earlier run" },
         ("run %s --no-netcdf --out %s"):format(sweep, csv))
  expect("libnetcdf is broken, --no-files", 0, {}, "run " .. sweep .. " --no-files", env)
  local data = model("reads", ('param a = "%s/g_sweep.nc:mean_S"\nobserve b = a\n'):format(csv))
  expect("libnetcdf is broken, a file to read", 1, { "cannot read", "cannot load libnetcdf: " }, "check " .. data, env)
  local script = kit.write(home .. "/netcdf.lua", ([[
    local exp = massc.load "%s"
    local ok, why = pcall(exp.run, exp, { out = "%s/refused", quiet = true })
    assert(not ok and why:find("g_sweep.nc: cannot load libnetcdf: ", 1, true) and why:find("no_netcdf = true", 1, true), why)
    assert(#exp:run { out = "%s/alone", quiet = true, no_netcdf = true } == 8)]]):format(sweep, folder, folder))
  expect("libnetcdf is broken, a script", 0, {}, "lua " .. script, env)
  check(kit.left_in(folder .. "/refused") == "", "libnetcdf is broken, a script: no file is left", kit.left_in(folder .. "/refused"))
  check(kit.read(folder .. "/alone/g_sweep.csv") == kit.read(csv .. "/g_sweep.csv"), "libnetcdf is broken, a script: the CSV file alone")
  local output, code = kit.run(("sh -c 'exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ulimit -n 4; exec %s run %s --out %s/few --save-noise %s/few/n.npy'")
                                :format(massc, sweep, folder, folder))         -- one file is open when the next cannot be
  check(code == 3 and output:find("Too many open files", 1, true), "too few descriptors", ("%d\n%s"):format(code, output))
  check(kit.left_in(folder .. "/few") == "", "too few descriptors: no file is left", kit.left_in(folder .. "/few"))
end

local function cache()
  local plain, folder = nil, kit.home()
  local function run(name, cache_home, engine)
    local out = kit.home()
    local output, code = kit.run(("XDG_CACHE_HOME=%s timeout 120 %s run %s --engine %s --out %s")
                                 :format(cache_home, massc, sweep, engine, out))
    local csv = kit.read(out .. "/g_sweep.csv")
    plain = plain or csv
    check(code == 0 and csv and csv == plain, name, output)
  end
  run("the cache is below a file", kit.write(folder .. "/file", "") .. "/cache", "tcc")
  if not kit.has("gcc") then return kit.skip("the cache of gcc", "not installed") end
  run("the cache is below a file, gcc", folder .. "/file/cache", "gcc")
  run("an empty cache", folder .. "/cache", "gcc")
  check(kit.left_in(folder .. "/cache") ~= "", "the kernel is kept")
  run("a filled cache", folder .. "/cache", "gcc")
  for name, damage in kit.sorted { ["cut short"] = "truncate -s 100", ["emptied"] = "truncate -s 0",
                              ["overwritten"] = "cp /bin/true", ["garbled"] = "cp tests/cli.lua" } do
    kit.run(("find %s/cache -type f | while read -r f; do %s \"$f\"; done"):format(folder, damage))
    run("a cache entry " .. name, folder .. "/cache", "gcc")
  end
end

-- gcc's own temporary files do not fit: the machine's fault, not that of the text.
local function full_temporary_folder()
  if not kit.has("gcc") then return kit.skip("a full TMPDIR", "gcc is not installed") end
  local disk = kit.home()
  local why, code = kit.run("mount -t tmpfs -o size=8k tmpfs " .. disk)
  if code ~= 0 then return kit.skip("a full TMPDIR", (why:gsub("\n", " "))) end
  kit.run(("cat /dev/zero > %s/all"):format(disk))
  for _, language in ipairs { "", "LC_ALL=de_DE.UTF-8 LANGUAGE=de" } do
    refuse("a full TMPDIR, gcc" .. language, 3, { "massc: error:", "No space left on device" }, "run " .. sweep .. " --engine gcc",
           ("TMPDIR=%s XDG_CACHE_HOME=%s/other%d %s"):format(disk, home, #language, language))
  end
  kit.run("umount " .. disk)
end

-- Several runs at once, sharing an empty cache and writing to one folder.
local function together()
  local folder = kit.home()
  local engine = kit.has("gcc") and "gcc" or "tcc"
  local one = ("{ XDG_CACHE_HOME=%s/cache timeout 120 %s run %s --engine %s --quiet --out %s/results; echo exit $?; } &")
              :format(folder, massc, sweep, engine, folder)
  local output = kit.run(one:rep(4, " ") .. " wait")
  local _, good = output:gsub("exit 0", "")
  check(good == 4, "four runs at once", output)
  call(("run %s --engine tcc --out %s/alone"):format(sweep, folder))
  check(kit.read(folder .. "/results/g_sweep.csv") == kit.read(folder .. "/alone/g_sweep.csv"),
        "four runs at once leave one good table")
  check(not kit.left_in(folder .. "/results"):find(".tmp", 1, true), "four runs at once leave no temporary file")
end

local stats_keys = { "exploration", "engine", "real", "lanes", "threads", "points", "simulations", "steps", "nodes", "node_steps",
                     "parse_s", "lower_s", "emit_s", "compile_s", "simulate_s", "write_s", "peak_bytes" }

local function reports()
  local folder = kit.home()
  expect("--stats", 0, {}, ("run %s --out %s --stats %s/stats.json"):format(sweep, folder, folder))
  local stats = kit.read(folder .. "/stats.json") or ""
  local missing = ""
  for _, key in ipairs(stats_keys) do
    if not stats:find('"' .. key .. '"%s*:') then missing = missing .. " " .. key end
  end
  check(stats:match("^%s*%[") and missing == "", "--stats: one object, every key", missing .. "\n" .. stats)
  check(stats:match('"node_steps"%s*:%s*3200%D'), "--stats: node_steps is points x steps x nodes", stats)
  local output = expect("--quiet", 0, {}, ("run %s --quiet --out %s 2>&1 >/dev/null"):format(sweep, folder))
  check(output == "", "--quiet: no run log, no progress", output)
  -- A sweep that tcc is through with before a compiler is: a kernel that is kept has the lanes of compilers all the same.
  local brief = "tests/bench/zetterberg.mass"
  local function lanes_of(command)
    return kit.run(("'%s' %s"):format(massc, command)):match("#define LANES (%d+)")
  end
  local kept, called = lanes_of("emit --kernel " .. brief), lanes_of("run --engine tcc --dump c " .. brief)
  check(kept == "8" and called == "32", "emit: lanes of a brief sweep", tostring(kept) .. ", tcc's " .. tostring(called))
  local c = folder .. "/x.c"
  expect("emit", 0, {}, ("emit --kernel %s -o %s"):format(sweep, c))
  if kit.has("gcc") then
    local text, code = kit.run(("gcc -std=c99 -Wall -Wextra -pedantic -Wno-unused-function -Wno-psabi -O1 -c %s -o %s/x.o"):format(c, folder))
    check(code == 0 and text == "", "emit: gcc -std=c99 finds no fault", text)
  end
end

for _, path in ipairs { "tests/cli.lua", "tests/kit.lua", "tests/bench/zetterberg.mass", sweep, oscillator, "models/ReducedWongWang.mass",
                        "models/Generic2dOscillator.mass" } do
  kit.uses(path)
end
command_line()
habits()
bad_files()
published_table()
published_oscillator()
divergence()
outputs()
full_disk()
interrupt()
compilers()
libraries()
cache()
full_temporary_folder()
together()
reports()
kit.finish()
