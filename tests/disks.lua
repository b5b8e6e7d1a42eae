-- disks.lua -- disks that are too small, folders nobody may write to, links and files in the way.
--
--   lua5.4 tests/disks.lua out/massc
--
-- A command has written all it should, the very bytes that it writes elsewhere, or it says
-- with code 3 why not and leaves nothing. Disks are mounted in a namespace of their own.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local check = kit.check
local massc = kit.absolute(assert(arg[1], "usage: lua5.4 tests/disks.lua PROGRAM"))
local home = kit.home()

local model = [[
model Leak
  state x = 1
  param tau = 2
  x' = -x/tau
end
network
  noise additive with sigma = 0.1, key = 1
end
simulate euler with dt = 0.1 ms, duration = %d ms
observe left = last(x)
%s
explore ee
  dynamics.tau = grid(1, 2, %d)
end
]]

local function sh(script)
  local output, code = kit.run(("cd %s && export XDG_CACHE_HOME=%s/cache && { %s\n}"):format(home, home, script))
  return output, code
end

-- What is mounted is so for one command alone, where anything may be.
local may_mount = select(2, kit.run("unshare -m sh -c 'mount -t tmpfs -o size=8k tmpfs /mnt'")) == 0
local shell = may_mount and "unshare -m sh -c " or "sh -c "

-- Code, what was said, and "SUM NAME" lines of all files below o, of a command that writes there.
-- Times are in companions and figures, so these are names alone.
local list = [[cd o && { find . ! -type d ! -name '*json' -print0 | sort -z | xargs -0 -r sha256sum; find . -name '*json' | sort; }]]
local function run(command, around)
  local script = ("%s timeout 60 %s >said 2>&1; echo code $?; %s"):format(around or "", command, list)
  local output = sh("rm -rf o && mkdir o && " .. shell .. kit.quote(script) .. "; status=$?; chmod 755 o 2>/dev/null; exit $status")
  local code, left = output:match("code (%d+)\n(.*)$")
  return tonumber(code), kit.read(home .. "/said"), left or output
end

local common = " --engine tcc --quiet --out o"
local commands = {
  ["a small table"] = "run small.mass --format csv,nc,npy" .. common,
  ["a large table"] = "run large.mass --format csv,nc,npy" .. common,
  ["long series"] = "run long.mass --format csv,nc,npy" .. common,
  ["kept noise"] = "run long.mass --no-netcdf --save-noise o/noise.npy" .. common,
  ["a text"] = "emit --kernel small.mass -o o/x.c",
  ["a picture"] = kit.has "gnuplot" and "plot drawn/ee.nc left -o o/x.png" or nil,
  ["a script of gnuplot"] = "plot drawn/ee.nc left -o o/x.gp",
}

-- Disks of every size that cuts something short, and without names for files.
local function small_disks()
  if not may_mount then return kit.skip("small disks", "nothing can be mounted") end
  for title, command in kit.sorted(commands) do
    local whole, said, want = run(massc .. " " .. command)
    check(whole == 0 and want ~= "", title .. ": is written", said)
    local wrong, full, fits = {}, 0, 0
    for _, options in ipairs { "size=4k", "size=8k", "size=16k", "size=64k", "size=256k", "size=1m", "size=3m", "size=5m", "size=9m", "size=14m",
                               "size=18m", "size=23m", "size=28m", "size=128m", "size=128m,nr_inodes=1", "size=128m,nr_inodes=2", "size=128m,nr_inodes=4" } do
      local how, words, left = run(massc .. " " .. command, ("mount -t tmpfs -o %s tmpfs o &&"):format(options))
      if how == 0 and left == want then
        fits = fits + 1
      elseif how == 3 and left == "" and words:find("No space left on device", 1, true) and words:find("error: cannot write o/", 1, true) then
        full = full + 1
      else
        wrong[#wrong + 1] = ("%s: exit code %d, %s\nleft %s"):format(options, how, words, left)
      end
    end
    check(#wrong == 0 and full > 0 and fits > 0, ("%s: %d disks are full, it fits on %d"):format(title, full, fits), table.concat(wrong, "\n"))
  end
end

-- A limit of the shell's, where the process is told by a signal first.
local function limited()
  for title, command in kit.sorted(commands) do
    local how, words, left = run(massc .. " " .. command, "ulimit -f 1;")
    check(how == 3 and left == "" and words:find("File too large", 1, true) or how == 0 and left ~= "", title .. ": with files of 512 bytes", words .. left)
  end
end

local function refused_folders()
  local is_root = kit.run("id -u"):match("%d+") == "0"
  local closed = may_mount and "mount -t tmpfs -o ro tmpfs o &&" or "chmod 555 o &&"
  if is_root and not may_mount then kit.skip("folders that may not be written to", "root may write everywhere") end
  for title, command in kit.sorted(commands) do
    if may_mount or not is_root then
      local how, words, left = run(massc .. " " .. command, closed)
      check(how == 3 and left == "" and words:find("error: cannot write o/", 1, true), title .. ": in a folder that may not be written to", words .. left)
    end
    -- What is in the way of the folder.
    for what, make in kit.sorted { ["a file"] = "rmdir o && echo mine > o", ["a link to nowhere"] = "rmdir o && ln -s nowhere/at/all o",
                                   ["a link to itself"] = "rmdir o && ln -s o o" } do
      local output = sh(("rm -rf o nowhere && mkdir o && %s && ls -l o >before; timeout 60 %s %s >said 2>&1; echo code $?; ls -l o | diff before - && ls -d nowhere 2>&1"):format(make, massc, command))
      local said = kit.read(home .. "/said")
      check(output:match("code 3\n") and not output:find("[<>]") and said:find("error: cannot write o", 1, true),
            ("%s: %s is in the way of the folder"):format(title, what), output .. said)
    end
  end
end

-- Links lead to where things are written, and stay.
local function links()
  local _, _, want = run(massc .. " " .. commands["a small table"])
  local output = sh(("rm -rf o there && mkdir there && ln -s there o && timeout 60 %s %s >said 2>&1; echo code $?; test -L o && echo link; %s")
                    :format(massc, commands["a small table"], list))
  check(output == "code 0\nlink\n" .. want, "a folder that is a link", output)
  for _, old in ipairs { "echo old >there/table", "true" } do
    output = sh(("rm -rf o there && mkdir o there && %s && ln -s ../there/table o/ee.csv && timeout 60 %s %s >said 2>&1; echo code $?; test -L o/ee.csv && echo link; ls -A there; %s")
                :format(old, massc, commands["a small table"], list))
    check(output == "code 0\nlink\ntable\n" .. want, "a file that is a link, " .. old, output)
  end
  output = sh(("rm -rf o && mkdir o && ln -s ee.csv o/ee.csv && timeout 60 %s %s >said 2>&1; echo code $?; ls o"):format(massc, commands["a small table"]))
  check(output == "code 3\nee.csv\n" and kit.read(home .. "/said"):find("Too many levels", 1, true), "a file that is a link to itself", output .. kit.read(home .. "/said"))
  for title, file in kit.sorted { ["a text"] = "x.c", ["a script of gnuplot"] = "x.gp", ["a picture"] = commands["a picture"] and "x.png" } do
    _, _, want = run(massc .. " " .. commands[title])
    output = sh(("rm -rf o there && mkdir o there && echo old >there/f && ln -s ../there/f o/%s && timeout 60 %s %s >said 2>&1; echo code $?; test -L o/%s && echo link; %s")
                :format(file, massc, commands[title], file, list))
    check(output == "code 0\nlink\n" .. want, title .. ": a file that is a link", output)
    output = sh(("rm -rf o && mkdir -p o/%s && timeout 60 %s %s >said 2>&1; echo code $?; find o"):format(file, massc, commands[title]))
    check(output == ("code 3\no\no/%s\n"):format(file), title .. ": a folder of that name", output .. kit.read(home .. "/said"))
    output = sh(("rm -rf o && timeout 60 %s %s >said 2>&1; echo code $?; %s"):format(massc, commands[title], list))
    check(output == "code 0\n" .. want, title .. ": folders are made", output .. kit.read(home .. "/said"))
  end
end

for _, path in ipairs { "tests/disks.lua", "tests/kit.lua" } do kit.uses(path) end
kit.write(home .. "/small.mass", model:format(1, "record x", 3))
kit.write(home .. "/large.mass", model:format(1, "", 220000))
kit.write(home .. "/long.mass", model:format(30000, "record x", 2))
local output = sh(massc .. " run small.mass --engine tcc --quiet --out drawn")
check(kit.read(home .. "/drawn/ee.nc"), "what pictures are drawn of", output)
small_disks()
limited()
refused_folders()
links()
kit.finish()
