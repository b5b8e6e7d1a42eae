-- kit.lua -- what the tests written in Lua share: run a command, count a check.
--
-- Output is TAP-like and ends in "N passed, N failed". When $DEPS names a file,
-- everything the test looked at is written there for ninja, folders too: a file
-- that is added changes its folder, and so runs the test again.
local kit = { passed = 0, failed = 0, skipped = 0, deps = {}, folders = {} }

function kit.quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

-- Output of a shell command (stdout and stderr together) and its exit code.
function kit.run(command)
  local pipe <close> = assert(io.popen("{ " .. command .. "\n} 2>&1"))
  local output = pipe:read("a")
  local _, how, code = pipe:close()
  return output, how == "signal" and 128 + code or code
end

-- The whole of a file, or nil.
function kit.read(path)
  local file = io.open(path, "rb")
  local text = file and file:read("a")      -- nil for a folder
  if file then file:close() end
  return text
end

function kit.write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  return path
end

-- The words between the commas of "gcc,clang".
function kit.list(text)
  local list = {}
  for word in text:gmatch("[^,]+") do list[#list + 1] = word end
  return list
end

-- pairs() in the order of the keys.
function kit.sorted(map)
  local keys, i = {}, 0
  for key in pairs(map) do keys[#keys + 1] = key end
  table.sort(keys)
  return function()
    i = i + 1
    return keys[i], map[keys[i]]
  end
end

function kit.uses(path)
  kit.deps[#kit.deps + 1] = path
  return path
end

-- The checkout as a path that may stand anywhere, in a command, an environment or a
-- model: by way of a link where the folders above have blanks or signs in their names.
local function checkout()
  if not kit.root then
    kit.root = kit.run("pwd -P"):gsub("\n", "")
    if kit.root:find("[^%w/._+-]") then
      kit.link = kit.run("mktemp -d /tmp/checkout.XXXXXX"):gsub("\n", "")
      kit.run(("ln -s %s %s/here"):format(kit.quote(kit.root), kit.link))
      kit.root = kit.link .. "/here"
    end
  end
  return kit.root
end

-- The absolute path of something in the checkout.
function kit.absolute(path)
  return path:match("^/") and path or checkout() .. "/" .. path
end

-- Files in a folder whose names match a pattern, sorted.
function kit.files(folder, pattern)
  local list = {}
  for name in kit.run("LC_ALL=C ls -1 " .. kit.quote(kit.uses(folder))):gmatch("[^\n]+") do
    if name:match(pattern) then
      list[#list + 1] = kit.uses(folder .. "/" .. name)
    end
  end
  return list
end

-- A new empty folder, removed at the end.
function kit.folder()
  local path = kit.run("mkdir -p out/tests && mktemp -d out/tests/tmp.XXXXXX"):gsub("\n", "")
  assert(path:match("^out/tests/tmp%.%w+$"), path)
  kit.folders[#kit.folders + 1] = path
  return path
end

-- The same by its absolute path.
function kit.home()
  return kit.absolute(kit.folder())
end

-- Everything below a folder but folders, sorted, in one line; "" if there is nothing.
function kit.left_in(folder)
  return (kit.run(("cd %s 2>/dev/null && LC_ALL=C find . -not -type d | LC_ALL=C sort"):format(kit.quote(folder))):gsub("\n", " "))
end

-- The words of a command line: options that are named in [takes] by their value ("--engine"), an
-- option without one is true; and all other words. nil: an option that nobody knows.
function kit.options(words, takes)
  local options, rest, i = {}, {}, 1
  while words[i] do
    local name = words[i]:match("^%-%-([%w-]+)$")
    if not name then
      rest[#rest + 1] = words[i]
    elseif takes[name] == nil then
      return nil
    else
      options[name] = takes[name] and words[i + 1] or true
      i = takes[name] and i + 1 or i
    end
    i = i + 1
  end
  return options, rest
end

function kit.has(program)
  local _, code = kit.run("command -v " .. program)
  return code == 0
end

local function comment(text)
  local count = 0
  for line in (text or ""):gmatch("[^\n]+") do
    count = count + 1
    if count == 30 then return print("#   ...") end
    print("#   " .. line)
  end
end

-- One check; [detail] is shown when it fails.
function kit.check(ok, name, detail)
  kit[ok and "passed" or "failed"] = kit[ok and "passed" or "failed"] + 1
  print(("%s %d - %s"):format(ok and "ok" or "not ok", kit.passed + kit.failed, name))
  if not ok then comment(detail) end
  return ok
end

-- What a command said and ended with: [exit], and everything in [words] (plain text).
function kit.says(name, exit, words, output, code)
  local missing = ""
  for _, word in ipairs(words) do
    if not output:find(word, 1, true) then missing = missing .. "\nnot said: " .. word end
  end
  kit.check(code == exit and missing == "", name, ("exit code %d, not %d%s\n%s"):format(code, exit, missing, output))
  return output
end

function kit.skip(name, why)
  kit.skipped = kit.skipped + 1
  print(("# skip %s: %s"):format(name, why))
end

-- Two texts are equal; else their difference is shown.
function kit.same(got, want, name)
  if got == want then return kit.check(true, name) end
  local folder = kit.folder()
  kit.write(folder .. "/expected", (want or "") .. "\n")
  kit.write(folder .. "/got", (got or "") .. "\n")
  return kit.check(false, name, (kit.run("cd " .. folder .. " && diff -u expected got | head -60")))
end

local function write_deps(path)
  local target = path:gsub("%.d$", "")
  table.sort(kit.deps)
  kit.write(path, target .. ": " .. table.concat(kit.deps, " \\\n  ") .. "\n")
end

-- Prints the count and ends the program.
function kit.finish()
  for _, folder in ipairs(kit.folders) do
    kit.run("rm -rf " .. folder)
  end
  if kit.link then kit.run("rm -rf " .. kit.link) end
  if os.getenv("DEPS") then write_deps(os.getenv("DEPS")) end
  print(("%d passed, %d failed"):format(kit.passed, kit.failed))
  os.exit(kit.failed == 0)
end

return kit
