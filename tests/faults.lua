-- faults.lua -- a disk that fails at each write, sync, close and rename of a result in turn.
--
--   lua5.4 tests/faults.lua out/massc out/tests/faults
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local check = kit.check
local massc, folder = kit.absolute(arg[1]), kit.absolute(arg[2])
local home = kit.home()
local EIO, ENOSPC, SIGSEGV = 5, 28, 11

local model = [[
model Leak
  state x = 1
  param tau = 2
  x' = -x/tau
end
simulate rk4 with dt = 0.1 ms, duration = 1 ms
observe left = last(x)
explore ee
  dynamics.tau = grid(1, 2, %d)
end
]]

-- Runs a command that writes into o; call number [at] fails. Output, code, calls that were counted.
local function run(command, at, errno)
  local output, code = kit.run(([[cd %s && rm -rf o count && mkdir o && export XDG_CACHE_HOME=%s/cache && FAULT_FOLDER=%s/o FAULT_COUNT=%s/count FAULT_AT=%d FAULT_ERRNO=%d LD_PRELOAD=%s/faults.so timeout 60 %s]])
                               :format(home, home, home, home, at, errno, folder, command))
  local counted = kit.read(home .. "/count")
  return output, code, counted and #counted == 8 and string.unpack("<i8", counted) or 0
end

-- The names in o, and the whole of their contents.
local function left()
  local names = kit.run(("cd %s/o && LC_ALL=C ls -A"):format(home))
  return names, kit.run(("cd %s/o && LC_ALL=C ls -A | grep -v json | xargs -r sha256sum"):format(home))
end

-- Every call fails once, with [brief] of one kind each.  What NetCDF says of where it comes from is the command, always the same here.
local function each(title, command, brief)
  local output, code, calls = run(command, 0, EIO)
  local names, sums = left()
  check(code == 0 and calls > 3 and names ~= "", ("%s: %d calls"):format(title, calls), output)
  for word, errno in kit.sorted(brief and { ["EIO or ENOSPC"] = false } or { EIO = EIO, ENOSPC = ENOSPC }) do
    local wrong, failed = {}, 0
    for at = 1, calls do
      local said, how = run(command, at, errno or (at % 2 == 0 and EIO or ENOSPC))
      local now, what = left()
      failed = failed + (how == 3 and 1 or 0)
      local whole = how == 0 and now == names and what == sums
      local nothing = how == 3 and now == "" and said:find("error: cannot", 1, true)
      if not whole and not nothing then
        wrong[#wrong + 1] = ("call %d: exit code %d, left %s\n%s"):format(at, how, now:gsub("\n", " "), said)
      end
    end
    check(#wrong == 0 and failed > 0, ("%s: %s at each of %d calls, %d of them end it"):format(title, word, calls, failed),
          table.concat(wrong, "\n"))
  end
  return calls
end

-- What a crash of libnetcdf's process is: an error. Calls of massc itself end massc.
local function crashes(title, command, calls)
  local contained, wrong = 0, {}
  for at = calls % 3, calls, 3 do
    local said, how = run(command, at, -SIGSEGV)
    if how == 3 then
      contained = contained + 1
      local now = left()
      if now ~= "" or not said:find("Segmentation fault", 1, true) then wrong[#wrong + 1] = said .. now end
    end
  end
  check(contained > 0 and #wrong == 0, ("%s: %d crashes in the child are errors"):format(title, contained), table.concat(wrong, "\n"))
end

for _, path in ipairs { "tests/faults.lua", "tests/kit.lua" } do kit.uses(path) end
if massc:find("/asan/", 1, true) then
  kit.skip("a disk that fails", "the sanitizers want to be loaded first")
else
  kit.write(home .. "/small.mass", model:format(3))
  kit.write(home .. "/large.mass", model:format(220000))
  each("a small table", massc .. " run small.mass --engine tcc --threads 1 --quiet --out o")
  local large = massc .. " run large.mass --engine tcc --threads 1 --quiet --out o"
  crashes("a large table", large, each("a large table", large, true))
  each("short series", folder .. "/series o 100")
  local long = folder .. "/series o 60000"
  crashes("long series", long, each("long series", long, true))
end
kit.finish()
