-- amalgam_items.lua -- what stands at the outermost level of a C text: for amalgam.lua.
local items = {}

-- ---- tokens ----------------------------------------------------------------------------------------------

-- { kind, text, before }: kind is name, number, string, sign, comment; before: blanks and line ends in front.
function items.tokens_of(text)
  local list, at = {}, 1
  while at <= #text do
    local blank = text:match("^%s*", at)
    at = at + #blank
    if at > #text then break end
    local kind, piece
    if text:sub(at, at + 1) == "/*" then
      kind, piece = "comment", text:sub(at, select(2, text:find("*/", at, true)))
    elseif text:sub(at, at) == "#" and (at == 1 or blank:find("\n") ) then
      kind, piece = "comment", text:match("^[^\n]*", at)           -- a directive of a text that is kept
      while piece:sub(-1) == "\\" do piece = piece .. text:match("^\n[^\n]*", at + #piece) end
    elseif text:match("^//", at) then
      kind, piece = "comment", text:match("^[^\n]*", at)
    elseif text:match("^[%a_]", at) then
      kind, piece = "name", text:match("^[%w_]+", at)
    elseif text:match("^%.?%d", at) then
      kind, piece = "number", text:match("^%.?%d[%w_.]*", at)
      while piece:match("[eEpP]$") and text:match("^[+-]", at + #piece) and not (piece:match("^0[xX]") and piece:match("[eE]$")) do
        piece = piece .. text:match("^[+-][%w_.]*", at + #piece)
      end
    elseif text:match('^["\']', at) then
      local quote, stop = text:sub(at, at), at + 1
      while text:sub(stop, stop) ~= quote do stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1) end
      kind, piece = "string", text:sub(at, stop)
    else
      kind, piece = "sign", text:match("^%->", at) or text:match("^%.%.%.", at) or text:sub(at, at)
    end
    list[#list + 1] = { kind = kind, text = piece, before = blank }
    at = at + #piece
  end
  return list
end

-- ---- items: what stands at the outermost level of a file -----------------------------------------------------

items.type_words = { struct = true, union = true, enum = true }
local type_words = items.type_words

-- Cuts a unit into items: lists of tokens, comments in front and behind on its line among them.
function items.cut(u)
  local tokens, list = items.tokens_of(table.concat(u.parts, "\n") .. "\n"), {}
  local item, depth, is_body, has_code = {}, 0, false, false
  local function close() list[#list + 1] = { tokens = item, unit = u } item, is_body, has_code = {}, false, false end
  local was = nil
  for i, t in ipairs(tokens) do
    if t.kind == "comment" and not has_code and #item == 0 and #list > 0 and not t.before:find("\n") then
      table.insert(list[#list].tokens, t)           -- behind an item, on its line
    elseif t.kind == "comment" and not has_code and #item > 0 and t.before:find("\n%s*\n") then
      list[#list + 1] = { tokens = item, unit = u, is_comment = true }
      item = { t }
    else
      if t.kind ~= "comment" and not has_code and #item > 0 and t.before:find("\n%s*\n") then   -- a comment alone
        list[#list + 1] = { tokens = item, unit = u, is_comment = true }
        item = {}
      end
      item[#item + 1] = t
      has_code = has_code or t.kind ~= "comment"
      if t.kind == "sign" then
        if t.text == "{" then
          if depth == 0 and was and was.text == ")" and not item.has_equal then is_body = true end
          depth = depth + 1
        elseif t.text == "(" or t.text == "[" then
          depth = depth + 1
        elseif t.text == "}" or t.text == ")" or t.text == "]" then
          depth = depth - 1
          if depth == 0 and t.text == "}" and is_body then close() end
        elseif t.text == "=" and depth == 0 then
          item.has_equal = true
        elseif t.text == ";" and depth == 0 then
          close()
        end
      end
      if t.kind ~= "comment" then was = t end
    end
  end
  if #item > 0 then list[#list + 1] = { tokens = item, unit = u, is_comment = true } end
  return list
end

function items.code_of(item)
  local list = {}
  for _, t in ipairs(item.tokens) do
    if t.kind ~= "comment" then list[#list + 1] = t end
  end
  return list
end

-- Fills in what an item is and which names it gives: kind type, function, prototype, object, declaration.
function items.understand(item)
  local code, names, tags = items.code_of(item), {}, {}
  item.names, item.tags, item.code = names, tags, code
  local depth, i, first_paren, has_body, equal = 0, 1, nil, false, nil
  local words = {}
  while code[i] and code[i].text == ";" do i = i + 1 end        -- a stray one
  if not code[i] then item.kind = "nothing" return end
  local start = i
  while i <= #code do
    local t = code[i]
    if t.text == "__attribute__" and depth == 0 then            -- skipped with its parentheses
      local d = 0
      repeat
        i = i + 1
        d = d + (code[i].text == "(" and 1 or code[i].text == ")" and -1 or 0)
      until d == 0
    elseif t.kind == "sign" and (t.text == "(" or t.text == "{" or t.text == "[") then
      if depth == 0 and t.text == "(" and not first_paren and not equal then first_paren = i end
      if depth == 0 and t.text == "{" and not equal then
        local before = code[i - 1]
        if type_words[before.text] or type_words[code[i - 2] and code[i - 2].text or ""] then
          if not type_words[before.text] then tags[before.text] = true end
          local is_enum = before.text == "enum" or code[i - 2] and code[i - 2].text == "enum"
          local d, expects = 0, true
          repeat                                                  -- over the body
            local b = code[i]
            if b.text == "{" or b.text == "(" then d = d + 1 end
            if b.text == "}" or b.text == ")" then d = d - 1 end
            if is_enum and b.kind == "name" and expects then names[b.text] = "constant" expects = false end
            if is_enum and d == 1 and b.text == "," then expects = true end
            i = i + 1
          until d == 0
          i = i - 1
          item.has_type = true
        elseif before.text == ")" then
          has_body = true
          break
        else
          depth = depth + 1
        end
      else
        depth = depth + 1
      end
    elseif t.kind == "sign" and (t.text == ")" or t.text == "}" or t.text == "]") then
      depth = depth - 1
    elseif t.text == "=" and depth == 0 and not equal then
      equal = i
    end
    i = i + 1
  end
  local is_static = false
  for k = start, #code do
    if code[k].text == "{" or code[k].text == "=" or code[k].text == ";" then break end
    is_static = is_static or code[k].text == "static"
  end
  item.is_static = is_static
  item.start = code[start]
  if type_words[code[start].text] and code[start + 2] and code[start + 2].text == ";" then tags[code[start + 1].text] = true end
  if code[start].text == "typedef" then
    item.kind = "type"
    local name = first_paren and code[first_paren - 1].kind == "name" and not item.has_type and code[first_paren - 1] or nil
    for k = start, #code do                                      -- (*name)( or the last name
      if not name and code[k].text == "*" and code[k - 1].text == "(" then name = code[k + 1] end
    end
    local d = 0
    for k = start, #code do
      local t, after = code[k], code[k + 1] and code[k + 1].text or ""
      d = d + ((t.text == "{" or t.text == "(") and 1 or (t.text == "}" or t.text == ")") and -1 or 0)
      if not name and d == 0 and t.kind == "name" and (after == ";" or after == "," or after == "[" or after == "__attribute__") then
        names[t.text] = "type"
      end
    end
    if not name then return end
    names[name.text] = "type"
    return
  end
  if first_paren and not (item.has_type and not has_body) and code[first_paren - 1].kind == "name"
     and (has_body or not equal) and code[first_paren + 1].text ~= "*" then
    names[code[first_paren - 1].text] = "function"
    item.kind = has_body and "function" or "prototype"
    return
  end
  -- objects: the name before = [ , ; at the outermost level
  local d, in_value, found = 0, false, 0
  for k = start, #code do
    local t = code[k]
    if t.text == "(" or t.text == "{" or t.text == "[" then
      if d == 0 and not in_value and t.text == "(" and code[k + 1].text == "*" then                  -- (*name)(...)
        local at = k + 2
        while code[at].text == "volatile" or code[at].text == "const" do at = at + 1 end
        names[code[at].text] = "object" found = found + 1
      end
      if d == 0 and t.text == "[" and not in_value and code[k - 1].kind == "name" then names[code[k - 1].text] = "object" found = found + 1 end
      d = d + 1
    elseif t.text == ")" or t.text == "}" or t.text == "]" then d = d - 1
    elseif d == 0 and (t.text == "=" or t.text == "," or t.text == ";") then
      local before = code[k - 1]
      if not in_value and before and before.kind == "name" and not tags[before.text] and k - 1 > start and code[k - 2].text ~= "struct" and code[k-2].text ~= "enum" and code[k-2].text ~= "union" then
        names[before.text] = "object" found = found + 1
      end
      in_value = t.text == "="
    end
  end
  item.kind = found > 0 and (code[start].text == "extern" and "declaration" or "object") or "type"
  item.is_array_declaration = item.kind == "declaration"
end

return items
