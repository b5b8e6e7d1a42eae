-- places.lua -- where a source of C can be changed, and into what.
--
-- A place is a token in code or in the body of a macro, not in a comment or a text:
--
--   compare    < <=   > >=   == !=   one for the other
--   compute    + -    * /            one for the other, between operands
--   logic      && ||                 one for the other;  !x becomes x
--   number     0 becomes 1, 1 becomes 0, others n + 1, from 8 on n/2: room that grows is never
--              missed; of integers, hexadecimal and floating numbers
--   branch     if (c) becomes if (!(c))
--   drop       a statement that stands alone on its line vanishes
--   order      two neighbouring arguments of a call change places
--
-- A sign with a blank before it and none behind belongs to what follows (`int *p`, `a = -1`).
local kit = require "kit"

local swaps = { ["<"] = "<=", ["<="] = "<", [">"] = ">=", [">="] = ">", ["=="] = "!=", ["!="] = "==",
                ["+"] = "-", ["-"] = "+", ["*"] = "/", ["/"] = "*", ["&&"] = "||", ["||"] = "&&" }
local kinds = { ["+"] = "compute", ["-"] = "compute", ["*"] = "compute", ["/"] = "compute", ["&&"] = "logic", ["||"] = "logic" }
local words = { ["if"] = true, ["for"] = true, ["while"] = true, ["switch"] = true, ["return"] = true, ["sizeof"] = true,
                ["case"] = true, ["else"] = true, ["do"] = true, ["break"] = true, ["continue"] = true, ["goto"] = true,
                ["typedef"] = true, ["defined"] = true, ["__attribute__"] = true, ["calloc"] = true }    -- which takes a product

local function blank(s) return (s:gsub("[^\n]", " ")) end

-- What a line of the preprocessor keeps: the body of a macro.
local function body_of(line)
  local head = line:match("^#%s*define%s+[%w_]+%b()") or line:match("^#%s*define%s+[%w_]+")
  return head and blank(head) .. line:sub(#head + 1):gsub("\\\n", " \n") or blank(line)
end

-- The text with comments blanked and texts filled, of the same length.
local function code_of(text)
  local out, at = {}, 1
  while at <= #text do
    local two, one = text:sub(at, at + 1), text:sub(at, at)
    local stop = at
    if two == "/*" then
      stop = select(2, text:find("*/", at + 2, true)) or #text
      out[#out + 1] = blank(text:sub(at, stop))
    elseif one == '"' or one == "'" then
      stop = at + 1
      while text:sub(stop, stop) ~= one do stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1) end
      out[#out + 1] = ('"'):rep(stop - at + 1)
    else
      out[#out + 1] = one
    end
    at = stop + 1
  end
  local bare = "\n" .. table.concat(out)
  local from = 1
  while true do
    local first = bare:find("\n[ \t]*#", from)
    if not first then break end
    local last = first
    repeat last = (bare:find("\n", last + 1, true) or #bare + 1) until bare:sub(last - 1, last - 1) ~= "\\"
    local lead, line = bare:sub(first + 1, last - 1):match("^([ \t]*)(.*)$")
    bare = bare:sub(1, first) .. lead .. body_of(line) .. bare:sub(last)
    from = last
  end
  return bare:sub(2)
end

-- The arguments between two parentheses: { from, to } each, without the blanks around them.
local function arguments(code, open, close)
  local list, depth, from = {}, 0, open + 1
  for at = open + 1, close do
    local c = code:sub(at, at)
    if at == close or (c == "," and depth == 0) then
      local lead = #code:sub(from, at - 1):match("^%s*")
      local last = from + #code:sub(from, at - 1):match("^(.-)%s*$") - 1
      list[#list + 1] = { from + lead, last }
      from = at + 1
    elseif c:match("[({[]") then
      depth = depth + 1
    elseif c:match("[)}%]]") then
      depth = depth - 1
    end
  end
  return list
end

local function changed(n) return n == 1 and 0 or n < 8 and n + 1 or n//2 end

local function other_number(number)
  local digits, suffix = number:match("^(0[xX]%x+)([uUlL]*)$")
  if digits then return ("0x%x%s"):format(changed(math.tointeger(tonumber(digits))), suffix) end
  digits, suffix = number:match("^(%d+)([uUlL]*)$")
  if digits then return ("%d%s"):format(changed(math.tointeger(tonumber(digits)) or 0), suffix) end
  digits, suffix = number:match("^(%d+)(%.%d*)$")
  return digits and ("%d%s"):format(tonumber(digits) + 1, suffix)
end

-- Adds { path, its text, at, len, new, kind } for every place of a file.
local function add_places(path, list)
  local text = kit.read(path)
  local code = code_of(text)
  local function add(at, len, new, kind)
    if text:sub(at, at + len - 1) ~= new then
      list[#list + 1] = { path = path, text = text, at = at, len = len, new = new, kind = kind }
    end
  end

  local function add_order(open)
    local close = select(2, code:find("^%b()", open))
    local list_of = close and arguments(code, open, close) or {}
    for i = 1, #list_of - 1 do
      local a, b = list_of[i], list_of[i + 1]
      local one, between, two = text:sub(a[1], a[2]), text:sub(a[2] + 1, b[1] - 1), text:sub(b[1], b[2])
      if one ~= two and not one:match("^%s*$") and not two:match("^%s*$") then
        add(a[1], b[2] - a[1] + 1, two .. between .. one, "order")
      end
    end
  end

  -- A call is a name and a parenthesis within a line that begins with a blank; in a list of rows anywhere.
  local function at_word(at)
    local word = code:match("^[%w_]+", at)
    local behind = at + #word
    local open = code:match("^%s*()%(", behind)
    if word == "if" and open then
      local close = select(2, code:find("^%b()", open))
      if close then add(open, close - open + 1, "(!" .. text:sub(open, close) .. ")", "branch") end
    elseif open == behind and not words[word] then
      local before = code:sub(math.max(1, at - 400), at - 1):match("[^\n]*$")
      local declares = before:match("[%w_]+[ *]+$") and not before:match("[%s(]return%s+$") and not before:match("else%s+$")
      if (before:match("^%s") or path:match("%.def$")) and not declares then add_order(open) end
    end
    return behind
  end

  local at = 1
  while at <= #code do
    local op = code:match("^[<>=!&|]=?[=&|]?", at)
    op = op and swaps[op] and op or code:match("^[<>+*/-]", at)
    local pair = code:sub(at, at + 1)
    local other = pair:match("^[+*/<>-]=$") and not swaps[pair] or pair:match("^%-[->]$") or pair == "++" or pair == "<<" or pair == ">>"
    if op and not other then
      local lead, tail = code:sub(at - 1, at - 1), code:sub(at + #op, at + #op)
      local before, behind = code:sub(math.max(1, at - 400), at - 1):match("(%S)%s*$") or "", code:match("^%s*(%S)", at + #op) or ""
      local unary = lead:match("%s") and not tail:match("%s") and op:match("^[+*/-]$")
      if not unary and before:match("[%w_)%]]") and behind:match("[%w_(!~*&-]") then
        add(at, #op, swaps[op], kinds[op] or "compare")
      end
      at = at + #op
    elseif code:match("^![%w_(]", at) then
      add(at, 1, "", "logic")
      at = at + 1
    elseif code:match("^[%a_]", at) then
      at = at_word(at)
    elseif code:match("^%.?%d", at) then
      local number = code:match("^%.?[%w_.]+", at)
      local new = other_number(number)
      if new then add(at, #number, new, "number") end
      at = at + #number
    else
      at = at + (other and 2 or 1)
    end
  end

  for from, statement in code:gmatch("\n[ \t]+()([%a_*][^\n;{}]*;)[ \t]*%f[\n]") do
    local before = code:sub(math.max(1, from - 400), from - 1):match("(%S+)%s*$") or ""
    local declares = statement:match("^[%a_][%w_ ]*[ *]+[%a_][%w_%[%]]*[ ;=,]") and not statement:match("^[%w_.>%[%]-]+ [-+*/|&]?= ")
    local starts = before:match("[;{}):]$") or before == "else" or before == "do"
    if starts and not declares and not words[statement:match("^[%w_]*")] then add(from, #statement, ";", "drop") end
  end
end

return add_places
