---- crowd4.nc --at state=V --panels
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,8.2cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 0
1 1
END
$curve1_0 << END
0 0
1 1
END
$curve2_0 << END
0 0
1 1
END
$curve3_0 << END
0 0
1 1
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.08794118
set rmargin at screen 0.5130882
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [0:1]
set format x ''
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 2 'V' at screen 0.02764706, 0.74115855 center rotate by 90
set label 3 'place = 0' at screen 0.3005147, 0.9390244 center
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.5542647
set rmargin at screen 0.9794118
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [0:1]
set format x ''
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y ''
unset logscale y
set ytics 0.2
unset label
set label 3 'place = 1' at screen 0.76683825, 0.9390244 center
set key off
plot $curve1_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.08794118
set rmargin at screen 0.5130882
set bmargin at screen 0.1402439
set tmargin at screen 0.48231706
set xrange [0:1]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'time' at screen 0.3005147, 0.036585364 center
set label 2 'V' at screen 0.02764706, 0.3112805 center rotate by 90
set label 3 'place = 2' at screen 0.3005147, 0.50914633 center
set key off
plot $curve2_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.5542647
set rmargin at screen 0.9794118
set bmargin at screen 0.1402439
set tmargin at screen 0.48231706
set xrange [0:1]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y ''
unset logscale y
set ytics 0.2
unset label
set label 1 'time' at screen 0.76683825, 0.036585364 center
set label 3 'place = 3' at screen 0.76683825, 0.50914633 center
set key off
plot $curve3_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
unset multiplot
---- crowd5.nc --at state=V --panels
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,8.2cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 0
1 1
END
$curve1_0 << END
0 0
1 1
END
$curve2_0 << END
0 0
1 1
END
$curve3_0 << END
0 0
1 1
END
$curve4_0 << END
0 0
1 1
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.08794118
set rmargin at screen 0.35764706
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [0:1]
set format x ''
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 2 'V' at screen 0.02764706, 0.74115855 center rotate by 90
set label 3 'place = 0' at screen 0.22279412, 0.9390244 center
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.39882353
set rmargin at screen 0.6685294
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [0:1]
set format x ''
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y ''
unset logscale y
set ytics 0.2
unset label
set label 3 'place = 1' at screen 0.53367645, 0.9390244 center
set key off
plot $curve1_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.7097059
set rmargin at screen 0.9794118
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [0:1]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y ''
unset logscale y
set ytics 0.2
unset label
set label 1 'time' at screen 0.84455884, 0.46646342 center
set label 3 'place = 2' at screen 0.84455884, 0.9390244 center
set key off
plot $curve2_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.08794118
set rmargin at screen 0.35764706
set bmargin at screen 0.1402439
set tmargin at screen 0.48231706
set xrange [0:1]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'time' at screen 0.22279412, 0.036585364 center
set label 2 'V' at screen 0.02764706, 0.3112805 center rotate by 90
set label 3 'place = 3' at screen 0.22279412, 0.50914633 center
set key off
plot $curve3_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.39882353
set rmargin at screen 0.6685294
set bmargin at screen 0.1402439
set tmargin at screen 0.48231706
set xrange [0:1]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y ''
unset logscale y
set ytics 0.2
unset label
set label 1 'time' at screen 0.53367645, 0.036585364 center
set label 3 'place = 4' at screen 0.53367645, 0.50914633 center
set key off
plot $curve4_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
unset multiplot
---- crowd4.nc cube --kind heat --panels --x time --y node
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,13cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [0:1]
$cells0 << END
0 0 0
1 0 1
0 1 1
1 1 0
END
$cells1 << END
0 0 0
1 0 1
0 1 1
1 1 0
END
$cells2 << END
0 0 0
1 0 1
0 1 1
1 1 0
END
$cells3 << END
0 0 0
1 0 1
0 1 1
1 1 0
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.06735294
set rmargin at screen 0.45647058
set bmargin at screen 0.54423076
set tmargin at screen 0.94461536
set xrange [-0.5:1.5]
set format x ''
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 2 'node' at screen 0.02764706, 0.7444231 center rotate by 90
set label 3 'place = 0' at screen 0.26191175, 0.96153843 center
set colorbox user origin screen 0.9014706, 0.08846154 size screen 0.016470589, 0.85615385 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.9014706, screen 0.08846154 + k*0.006688702 to screen 0.91794115, 0.94461536 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 0.2
set label 5 'cube' at screen 0.9752941, 0.51653844 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
set lmargin at screen 0.49764705
set rmargin at screen 0.8867647
set bmargin at screen 0.54423076
set tmargin at screen 0.94461536
set xrange [-0.5:1.5]
set format x ''
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y ''
unset logscale y
set ytics 1
unset label
set label 3 'place = 1' at screen 0.6922059, 0.96153843 center
unset colorbox
set key off
unset object 1
plot $cells1 using 1:2:3 with image notitle
set lmargin at screen 0.06735294
set rmargin at screen 0.45647058
set bmargin at screen 0.08846154
set tmargin at screen 0.48884615
set xrange [-0.5:1.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'time' at screen 0.26191175, 0.023076924 center
set label 2 'node' at screen 0.02764706, 0.28865385 center rotate by 90
set label 3 'place = 2' at screen 0.26191175, 0.50576925 center
unset colorbox
set key off
unset object 1
plot $cells2 using 1:2:3 with image notitle
set lmargin at screen 0.49764705
set rmargin at screen 0.8867647
set bmargin at screen 0.08846154
set tmargin at screen 0.48884615
set xrange [-0.5:1.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y ''
unset logscale y
set ytics 1
unset label
set label 1 'time' at screen 0.6922059, 0.023076924 center
set label 3 'place = 3' at screen 0.6922059, 0.50576925 center
unset colorbox
set key off
unset object 1
plot $cells3 using 1:2:3 with image notitle
unset multiplot
