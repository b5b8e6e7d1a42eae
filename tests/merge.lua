-- merge.lua -- pieces become the files of the whole, to the byte; and folders in which something is wrong.
--
--   lua5.4 tests/merge.lua out/massc
--
-- Held against each other: all files of a whole run, and those that merging made of the pieces of shards.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local pieces = require "pieces" (lab)

kit.uses("tests/merge.lua")

local function sh(command) return kit.run(("cd %s && export XDG_CACHE_HOME=%s/cache && { %s\n}"):format(lab.home, lab.home, command)) end
local function files(folder) return kit.left_in(lab.home .. "/" .. folder) end

-- All files of the two folders are the same.
local function same(one, other, name)
  local output = sh(("for f in $(ls %s %s | grep -v : | sort -u); do cmp %s/$f %s/$f; done"):format(one, other, one, other))
  kit.check(output == "" and files(one) ~= "", name, output .. "\n" .. files(one) .. "\n" .. files(other))
end

-- Runs the text whole and in n pieces, and merges these.
local function holds(title, text, counts, options)
  local ok, said = pieces.run_in("whole", text, nil, options)
  if not kit.check(ok, title .. ": runs", said) then return end
  for _, n in ipairs(counts) do
    local what = ("%s, %d shards"):format(title, n)
    ok, said = pieces.run_in("parts", text, n, options)
    if kit.check(ok, what .. " run", said) then
      local before = files("parts/out")
      said = sh(("%s merge parts/out --out merged --quiet; echo code $?"):format(lab.program))
      kit.same(said, "code 0\n", what .. ": merging says nothing")
      same("whole/out", "merged", what .. ": the same files")
      kit.same(files("parts/out"), before, what .. ": the pieces are left alone")
      sh("rm -rf merged")
    end
  end
end

local rows_of = { ["a row alone"] = 1, ["a zip of groups"] = 3, ["draws, keys and trials"] = 6, ["rows that are points"] = 4,
                  ["carried both ways"] = 4, ["axes alone"] = 18, ["a long array in a cell"] = 3 }
for _, case in ipairs(pieces.cases) do
  local points = rows_of[case[1]] or 5
  holds(case[1], case[2], { 1, 2, 7, points, points + 3 })
end

-- ---- formats, precision, compression -------------------------------------------------------------

for _, options in ipairs { "--format csv", "--format nc", "--format npy", "--format csv,npy", "--format nc,npy", "--format csv,nc,npy",
                           "--no-netcdf", "--compress 4", "--real f32 --format csv,nc,npy" } do
  for _, title in ipairs { "draws, keys and trials", "series", "trials that are reduced", "rows that are points", "carried both ways", "time steps" } do
    holds(title .. " " .. options, pieces.text(title), { 3 }, options)
  end
end

-- Cells, rows and series that are read in several parts.
local wide = [[
model Wide
  state x = 1
  param a = 1
  x' = -a*x
end
network
  nodes %d
  dynamics Wide
  noise additive with sigma = 0.1, key = 3
end
simulate euler with dt = 0.1, duration = %g
observe all = last(x over time)
record x every 0.1
explore e
  a = grid(0.5, 2, %d)
  noise.key = split(7, 2)
  %s
end
]]
holds("cells of many numbers", wide:format(9000, 0.5, 60, ""), { 2 }, "--format nc,npy")
holds("trials of many numbers", wide:format(9000, 0.5, 1, "trials 70"), { 2 }, "--format csv,npy")
holds("long series", wide:format(3, 30000, 2, ""), { 3 }, "--format nc,npy")
holds("many short series", wide:format(1, 1, 30000, ""), { 3 }, "--format nc,npy")

-- ---- what is said, and what is replaced -----------------------------------------------------------

local two = pieces.text("a product") .. "explore other\n  dynamics.b = [-10, -8, -6]\nend\n"
pieces.run_in("whole", two)
pieces.run_in("parts", two, 2)
local first = files("parts/out")
lab.says("all tables of a folder, into it", 0, {
  "step 1 of 2: e, 2 pieces, 10 rows\nwrote parts/out/e.csv, .lfp.csv, .nc and .json\n",
  "step 2 of 2: other, 2 pieces, 3 rows\nwrote parts/out/other.csv, .lfp.csv, .nc and .json\n"
}, "merge parts/out")
for name in files("whole/out"):gmatch("%./(%S+)") do
  kit.same(kit.read(lab.home .. "/parts/out/" .. name), kit.read(lab.home .. "/whole/out/" .. name), "both tables: " .. name)
end
lab.says("once more", 0, { "e: overwrites parts/out/e.csv, .lfp.csv, .nc and .json, of the same question" }, "merge parts/out")
lab.says("a whole run of another question is replaced, too", 0, { "of the same file with other values or data" },
         ("run parts/model.mass e --engine tcc --set noise.key=4 --out parts/out --quiet && %s merge parts/out"):format(lab.program))
kit.same(kit.read(lab.home .. "/parts/out/e.csv"), kit.read(lab.home .. "/whole/out/e.csv"), "and is what the pieces make")
sh("mkdir few && cp parts/out/e.?-of-2.* few")
lab.says("one table alone", 0, { "step 1 of 1: e" }, "merge few --out few/merged")
lab.says("the merged result runs again", 0, {}, "run --from few/merged/e.nc --quiet --out few/again")
kit.same(kit.read(lab.home .. "/few/again/e.csv"), kit.read(lab.home .. "/whole/out/e.csv"), "and gives the same")
lab.says("diff finds nothing", 0, {}, "diff few/merged/e.nc few/again/e.nc")

-- Pieces of several engines: what ran is said of all.
pieces.run_in("parts", pieces.text("a product"), 3)
sh(("cd parts && %s run model.mass --quiet --engine gcc --threads 2 --out out --shard 1/3 > x"):format(lab.program))
lab.says("pieces of two engines", 0, {}, "merge parts/out --out engines --quiet")
kit.check((kit.read(lab.home .. "/engines/e.json") or ""):find('"engine": "tcc; gcc', 1, true), "both are told of")
sh("cmp engines/e.csv whole/out/e.csv")

-- ---- folders in which something is wrong ------------------------------------------------------------

pieces.run_in("good", pieces.text("series"), 3)
pieces.run_in("foreign", (pieces.text("series"):gsub("0%.05, key = 3", "0.05, key = 4")), 3)
pieces.run_in("set", pieces.text("series"), 3, "--set dynamics.c=0.1")
pieces.run_in("real", pieces.text("series"), 3, "--real f32")
pieces.run_in("more", pieces.text("series"), 3, "--format csv,nc,npy")
pieces.run_in("four", pieces.text("series"), 4)

-- Does [change] in a copy of the good folder; merging says [words], leaves the folder alone and makes no other.
local function refuses(title, words, change, folder)
  sh("rm -rf bad target; cp -r good/out bad; cd bad; " .. change)
  local before = sh("cd bad && ls -A | xargs -r sha256sum")
  lab.says(title, 3, words, "merge " .. (folder or "bad") .. " --out target")
  kit.same(files("target"), "", title .. ": nothing is written")
  kit.same(sh("cd bad && ls -A | xargs -r sha256sum"), before, title .. ": the folder is as it was")
end

refuses("no folder", { "cannot read 'none': No such file or directory" }, "true", "none")
refuses("a file", { "cannot read 'model.mass': Not a directory" }, "touch ../model.mass", "model.mass")
refuses("an empty folder", { "no pieces in 'bad'", "NAME.i-of-n.csv", "massc run --shard i/n" }, "rm *")
refuses("whole results alone", { "no pieces in 'bad'" }, "rm *; cp ../whole/out/* .")
refuses("one is missing", { "e: of 3 shards 1 is missing in 'bad': 1/3; run it with --shard" }, "rm e.1-of-3.*")
refuses("two are missing", { "e: of 3 shards 2 are missing in 'bad': 0/3 and 2/3; run them with --shard" }, "rm e.0-of-3.* e.2-of-3.*")
refuses("a companion is missing", { "'bad/e.1-of-3.csv' is without its companion e.1-of-3.json", "--shard 1/3" }, "rm e.1-of-3.json")
refuses("text without a companion alone", { "without its companion e.1-of-3.json" }, "rm *.nc e.1-of-3.json")
for _, suffix in ipairs { "csv", "nc", "results.csv", "lfp.csv" } do
  refuses("a file is missing: " .. suffix, { ("'bad/e.2-of-3.%s' is missing"):format(suffix), "--shard 2/3" }, "rm e.2-of-3." .. suffix)
  refuses("a file is cut short: " .. suffix, { ("'bad/e.1-of-3.%s' is damaged: it has "):format(suffix), "was written with", "--shard 1/3" },
          ("truncate -s -7 e.1-of-3.%s"):format(suffix))
  refuses("a file is longer: " .. suffix, { ("'bad/e.1-of-3.%s' is damaged: it has "):format(suffix) }, ("echo >> e.1-of-3.%s"):format(suffix))
  refuses("a byte is another: " .. suffix, { ("'bad/e.1-of-3.%s' is damaged: it is not what was written"):format(suffix) },
          ("printf x | dd of=e.1-of-3.%s bs=1 seek=60 conv=notrunc 2>/dev/null"):format(suffix))
end
refuses("a folder in the place of a file", { "'bad/e.1-of-3.csv' is damaged" }, "rm e.1-of-3.csv; mkdir e.1-of-3.csv")
refuses("pieces of two runs", { "'bad' has pieces of 3 and of 4 shards, as e.0-of-3 and e.3-of-4; remove those that are not wanted" },
        "cp ../four/out/* .")
refuses("a piece of another text", { "'bad/e.1-of-3.json' is of another question than e.0-of-3.json: the text of the experiment differs" },
        "cp ../foreign/out/e.1-of-3.* .")
refuses("a piece with another value", { "'bad/e.1-of-3.json' is of another question than e.0-of-3.json: the options of their runs differ;" },
        "cp ../set/out/e.1-of-3.* .")
refuses("a piece of another precision", { "the options of their runs differ" }, "cp ../real/out/e.2-of-3.* .")
refuses("a piece of other formats", { "the options of their runs differ" }, "cp ../more/out/e.2-of-3.* .")
refuses("a piece under the name of another", { "'bad/e.1-of-3.json' says that it is e.2-of-3: it was given another name" },
        "for s in csv nc json lfp.csv results.csv; do cp e.2-of-3.$s e.1-of-3.$s; done")
refuses("a table under the name of another", { "'bad/f.0-of-3.json' says that it is e.0-of-3" }, "for f in e.*; do mv $f f${f#e}; done")
refuses("a file of an older run", { "'bad/e.1-of-3.old.csv' is not of the run that wrote e.1-of-3.json; remove it" }, "cp e.1-of-3.csv e.1-of-3.old.csv")
refuses("a shard beyond the last", { "'bad/e.3-of-3.json' is called like no shard: they go from 0-of-3 to 2-of-3" }, "cp e.2-of-3.json e.3-of-3.json")
refuses("a companion that is cut", { "'bad/e.1-of-3.json' is damaged: ", "at byte", "--shard 1/3" }, "truncate -s -20 e.1-of-3.json")
refuses("an empty companion", { "'bad/e.1-of-3.json' is damaged" }, ": > e.1-of-3.json")
refuses("a companion of something else", { "'bad/e.1-of-3.json' does not say what it is a piece of" }, "echo '{\"rows\": 3}' > e.1-of-3.json")
refuses("the companion of a whole", { "'bad/e.1-of-3.json' does not say what it is a piece of" }, "cp ../whole/out/e.json e.1-of-3.json")
refuses("a companion that is a folder", { "cannot read bad/e.1-of-3.json" }, "rm e.1-of-3.json; mkdir e.1-of-3.json")
refuses("rows twice", { "'bad/e.1-of-3.json' begins with row 1, and the one before ends in front of row 2: they overlap" },
        "sed -i 's/\"first\": 2/\"first\": 1/' e.1-of-3.json")
refuses("rows that are missing", { "'bad/e.1-of-3.json' begins with row 3, and the one before ends in front of row 2: they leave rows out" },
        "sed -i 's/\"first\": 2/\"first\": 3/' e.1-of-3.json")
refuses("rows beyond the end", { "'bad/e.2-of-3.json' ends in front of row 7, and the table has 4" }, "sed -i 's/^  \"rows\": 1/  \"rows\": 4/' e.2-of-3.json")
refuses("another table", { "what the table holds differs" }, "sed -i 's/\"doc\": \"mean(V)/\"doc\": \"mean(W)/' e.1-of-3.json")

-- What companion and files say together, and is wrong all the same.
local function again(file) return ([[h=$(xxhsum -H2 %s | cut -c1-32); n=$(stat -c %%s %s); sed -i -E "s/(%s\", \"bytes\": )[0-9]+(, \"xxh128\": \")[0-9a-f]+/\1$n\2$h/" e.1-of-3.json]]):format(file, file, file) end
if kit.has("xxhsum") then
  refuses("another header", { "'bad/e.1-of-3.csv' has another header than the piece before" }, "sed -i 1s/mean_V/mean_W/ e.1-of-3.csv; " .. again("e.1-of-3.csv"))
  refuses("fewer lines", { "'bad/e.1-of-3.csv' has 0 lines behind its header, and its rows make 1" }, "sed -i 2d e.1-of-3.csv; " .. again("e.1-of-3.csv"))
  refuses("fewer lines of a series", { "'bad/e.1-of-3.lfp.csv' has " }, "sed -i 2d e.1-of-3.lfp.csv; " .. again("e.1-of-3.lfp.csv"))
  refuses("no NetCDF", { "cannot read bad/e.1-of-3.nc: " }, "truncate -s 5000 e.1-of-3.nc; " .. again("e.1-of-3.nc"))
else
  kit.skip("files whose companions were written anew", "xxhsum is not installed")
end

-- Companions in which bytes, numbers and words are others: nothing worse than a refusal becomes of it.
math.randomseed(5)
local function damaged(title, n, changes)
  sh("rm -rf bad target; mkdir bad")
  pieces.run_in("bad", pieces.text(title), n, "--format csv,nc,npy")
  local path = ("%s/bad/out/e.0-of-%d.json"):format(lab.home, n)
  local text, wrong, refused = kit.read(path), {}, 0
  local words = {}
  for from, word in text:match('"whole".*'):gmatch("()([%w_]+)") do words[#words + 1] = { from = from + #text - #text:match('"whole".*'), word = word } end
  for i = 1, changes do
    local new
    if i % 2 == 0 then
      local at = math.random(#text)
      new = text:sub(1, at - 1) .. string.char(math.random(32, 126)) .. text:sub(at + 1)
    else
      local w, with = words[math.random(#words)], ({ "0", "1", "2", "-1", "1e15", "9007199254740993", "4611686018427387904", "1e400", "0.5", "x", "" })[math.random(11)]
      new = text:sub(1, w.from - 1) .. with .. text:sub(w.from + #w.word)
    end
    kit.write(path, new)
    local output, code = lab.call("merge bad/out --out target --quiet")
    refused = refused + (code == 3 and 1 or 0)
    if code ~= 3 and code ~= 0 or (code == 3) ~= (output:find("error: ", 1, true) ~= nil) then
      kit.write(("%s/odd.%d"):format(lab.home, i), new)
      wrong[#wrong + 1] = ("change %d: code %d: %s"):format(i, code, output)
    end
  end
  kit.check(#wrong == 0 and refused > changes//4, ("%s, %d shards: %d changed companions are read or refused"):format(title, n, changes), table.concat(wrong, "\n"))
end
damaged("trials that are reduced", 1, 200)
damaged("draws, keys and trials", 1, 100)
damaged("series", 2, 60)

-- What may lie beside pieces.
sh("rm -rf bad; cp -r good/out bad; cd bad; touch e.1-of-3.png e.csv notes.txt e.1-of-3.csv.massc-1-2.tmp 'e.1-of-3 (copy).csv' e.1-of-03.csv .hidden; mkdir more")
lab.says("other things in the folder", 0, { "wrote target/e.csv" }, "merge bad --out target")

-- ---- wrong use --------------------------------------------------------------------------------------

lab.says("no folder is named", 2, { "merge takes one folder of pieces: massc merge FOLDER [--out DIR]" }, "merge")
lab.says("two are", 2, { "merge takes one folder" }, "merge good bad")
lab.says("an option of a run", 2, { "this command takes no option '--threads'; see massc merge --help" }, "merge good --threads 2")
lab.says("help", 0, { "usage: massc merge FOLDER", "--out DIR" }, "merge --help")
lab.says("a folder that cannot be", 3, { "cannot write model.mass/x/e." }, "merge good/out --out model.mass/x")

kit.finish()
