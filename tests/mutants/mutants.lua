-- mutants.lua -- small faults put into the code one at a time: which suite notices?
--
--   lua5.4 tests/mutants/mutants.lua draw SEED COUNT [FOLDER...]   prints the mutants
--   lua5.4 tests/mutants/mutants.lua try SEED COUNT [FOLDER...]    builds and tests each
--
-- SEED is a hexadecimal number, usually the first eight digits of a commit, from which
-- xorshift draws places among all those of the folders (default: generator/ir,
-- generator/lower, generator/emit and runtime). A place is a token in code, not in a
-- comment, a text or a line of the preprocessor:
--
--   compare    < <=   > >=   == !=   one for the other
--   compute    + -    * /            one for the other, between operands
--   logic      && ||                 one for the other;  !x becomes x
--   number     0 becomes 1, n becomes n + 1
--   branch     if (c) becomes if (!(c))
--   drop       a statement that stands alone on its line vanishes
--
-- What does not compile is no mutant and another one is drawn. `try` copies the tree that
-- git tracks with its out/ into $TMPDIR, builds a mutant there and runs the suites one
-- after the other, quick ones first, until one fails or does not end. What it prints goes
-- into tests/mutants/list.md.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"

local folders = { "generator/ir", "generator/lower", "generator/emit", "runtime" }

-- ---- places -----------------------------------------------------------------------

local swaps = { ["<"] = "<=", ["<="] = "<", [">"] = ">=", [">="] = ">", ["=="] = "!=", ["!="] = "==",
                ["+"] = "-", ["-"] = "+", ["*"] = "/", ["/"] = "*", ["&&"] = "||", ["||"] = "&&" }
local kinds = { ["<"] = "compare", ["<="] = "compare", [">"] = "compare", [">="] = "compare", ["=="] = "compare",
                ["!="] = "compare", ["+"] = "compute", ["-"] = "compute", ["*"] = "compute", ["/"] = "compute",
                ["&&"] = "logic", ["||"] = "logic" }

-- The text with comments, strings and preprocessor lines blanked, of the same length.
local function code_of(text)
  local blank = function(s) return (s:gsub("[^\n]", " ")) end
  local out, at = {}, 1
  while at <= #text do
    local two, one = text:sub(at, at + 1), text:sub(at, at)
    local stop
    if two == "/*" then
      stop = select(2, text:find("*/", at + 2, true)) or #text
    elseif one == '"' or one == "'" then
      stop = at + 1
      while text:sub(stop, stop) ~= one do stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1) end
    elseif one == "#" and (at == 1 or text:sub(1, at - 1):match("\n[ \t]*$")) then
      stop = at
      repeat stop = text:find("\n", stop + 1, true) or #text until text:sub(stop - 1, stop - 1) ~= "\\"
      stop = stop - 1
    end
    if stop then
      out[#out + 1] = blank(text:sub(at, stop))
      at = stop + 1
    else
      out[#out + 1] = one
      at = at + 1
    end
  end
  return table.concat(out)
end

local function line_of(text, at)
  return select(2, text:sub(1, at):gsub("\n", "")) + 1
end

-- { path, at, len, new, kind } for every token of a file that can be changed.
local function add_places(path, list)
  local text = kit.read(path)
  local code = code_of(text)
  local function add(at, len, new, kind)
    list[#list + 1] = { path = path, at = at, len = len, new = new, kind = kind }
  end
  local at = 1
  while at <= #code do
    local op = code:match("^[<>=!&|]=?[=&|]?", at)
    op = op and swaps[op] and op or code:match("^[<>+*/-]", at)
    local before, behind = code:sub(1, at - 1):match("(%S)%s*$") or "", op and code:sub(at + #op):match("^%s*(%S)") or ""
    local pair = code:sub(at, at + 1)
    local assigns = pair:match("^[+*/<>-]=$") and not swaps[pair]
    if op and not pair:match("^%-[->]$") and pair ~= "++" and pair ~= "<<" and pair ~= ">>" and not assigns
       and before:match("[%w_)%]]") and behind:match("[%w_(]") then
      add(at, #op, swaps[op], kinds[op])
      at = at + #op
    elseif code:match("^![%w_(]", at) then
      add(at, 1, "", "logic")
      at = at + 1
    elseif code:match("^[%a_]", at) then
      local word = code:match("^[%w_]+", at)
      local open = word == "if" and code:match("^if%s*()%(", at)
      if open then
        local _, close = code:find("^%b()", open)
        if close then add(open, close - open + 1, "(!" .. text:sub(open, close) .. ")", "branch") end
      end
      at = at + #word
    elseif code:match("^%d", at) then
      local number = code:match("^[%w_.]+", at)
      if number:match("^%d+$") then add(at, #number, tostring(math.tointeger(tonumber(number)) + 1), "number") end
      at = at + #number
    else
      at = at + math.max(1, op and #op or 1)
    end
  end
  for from, statement in code:gmatch("\n[ \t]+()([%a_][^\n;{}]*;)[ \t]*%f[\n]") do
    local word = statement:match("^[%w_]+")
    local declares = statement:match("^[%a_][%w_ ]*[ *]+[%a_][%w_%[%]]*[ ;=,]") and not statement:match("^[%w_.>%[%]-]+ [-+*/|&]?= ")
    if not declares and word ~= "return" and word ~= "break" and word ~= "continue" and word ~= "goto" then
      add(from, #statement, ";", "drop")
    end
  end
end

local function places(wanted)
  local list = {}
  for _, folder in ipairs(wanted) do
    for path in kit.run(("git ls-files '%s/*.c' | LC_ALL=C sort"):format(folder)):gmatch("[^\n]+") do add_places(path, list) end
  end
  return list
end

-- ---- drawing ------------------------------------------------------------------------

local function xorshift(seed)
  local x = (seed ~ 0x9e3779b97f4a7c15) | 1
  return function(n)
    x = x ~ (x << 13)
    x = x ~ (x >> 7)
    x = x ~ (x << 17)
    return (x >> 1) % n + 1
  end
end

local function describe(m)
  local text = kit.read(m.path)
  local line = line_of(text, m.at)
  local old = text:sub(m.at, m.at + m.len - 1):gsub("%s+", " ")
  local new = m.kind == "drop" and "" or m.new:gsub("%s+", " ")
  local whole = text:sub(1, m.at):match("([^\n]*)$"):gsub("^%s+", "") .. text:sub(m.at + 1):match("^[^\n]*")
  if #old > 60 then old, new = old:sub(1, 57) .. "...", new:sub(1, 57) .. "..." end
  return ("%s:%d: %s: `%s` for `%s` in `%s`"):format(m.path, line, m.kind, new, old, whole:sub(1, 90))
end

-- ---- trying --------------------------------------------------------------------------

local suites = { "circuit", "steps", "spelled", "whole", "frames", "unit", "run", "errors", "golden", "seeds", "spread", "noise",
                 "spaces", "axes", "grids", "times", "limits", "functions", "property", "rules", "order", "lua", "cli", "ends",
                 "stimulus", "memory", "attacks", "docs", "help", "mutate", "parse", "embedded" }

local function quiet(command)
  return os.execute(command .. " >/dev/null 2>&1")
end

local function write(path, text)
  local f = assert(io.open(path, "wb"))
  f:write(text)
  f:close()
end

-- The name of the suite that noticed, "stillborn", or nil: it lives.
local function try(m, scratch, known)
  local text = kit.read(m.path)
  write(scratch .. "/" .. m.path, text:sub(1, m.at - 1) .. m.new .. text:sub(m.at + m.len))
  local verdict
  if not quiet(("cd '%s' && timeout 600 ninja out/massc out/libmassc.so"):format(scratch)) then
    verdict = "stillborn"
  end
  for _, suite in ipairs(suites) do
    if verdict then break end
    if known[suite] and not quiet(("cd '%s' && rm -f out/tests/%s.ok && timeout 900 ninja out/tests/%s.ok"):format(scratch, suite, suite)) then
      verdict = suite
    end
  end
  if not verdict and not quiet(("cd '%s' && timeout 3000 ninja asan"):format(scratch)) then verdict = "asan" end
  write(scratch .. "/" .. m.path, text)
  return verdict
end

local function try_all(draw, list, count)
  local scratch = (os.getenv("TMPDIR") or "/tmp") .. "/massc-mutants"
  assert(quiet(("rm -rf '%s' && mkdir -p '%s' && git ls-files -z | xargs -0 cp -a --parents -t '%s' && cp -a out '%s/'")
               :format(scratch, scratch, scratch, scratch)), "the copy could not be made")
  local known, rows = {}, kit.read("tests/files.ninja") .. kit.read("tests/kernel/files.ninja") .. kit.read("tests/unit/files.ninja")
                          .. kit.read("tests/property/files.ninja") .. kit.read("tests/memory/files.ninja")
  for _, suite in ipairs(suites) do known[suite] = rows:find("$b/tests/" .. suite .. ".ok", 1, true) ~= nil end
  local done, killed = 0, 0
  while done < count do
    local m = list[draw(#list)]
    local verdict = try(m, scratch, known)
    if verdict ~= "stillborn" then
      done = done + 1
      killed = killed + (verdict and 1 or 0)
    end
    print(("%s %s: %s"):format(verdict == "stillborn" and "-" or done, describe(m), verdict or "LIVES"))
    io.stdout:flush()
  end
  print(("%d of %d killed"):format(killed, count))
end

local what, seed, count = arg[1], tonumber(arg[2] or "", 16), tonumber(arg[3] or "")
if not (what == "draw" or what == "try") or not seed or not count then
  io.stderr:write("usage: mutants.lua draw|try SEED COUNT [FOLDER...]\n")
  os.exit(2)
end
local list = places(#arg > 3 and { table.unpack(arg, 4) } or folders)
local draw = xorshift(seed)
if what == "draw" then
  print(("%d places"):format(#list))
  for i = 1, count do print(i .. " " .. describe(list[draw(#list)])) end
else
  try_all(draw, list, count)
end
