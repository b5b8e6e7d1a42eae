---- crowd5.nc cube --kind heat --panels --x time --y node
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,9.6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
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
$cells4 << END
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
set rmargin at screen 0.3130392
set bmargin at screen 0.5598958
set tmargin at screen 0.925
set xrange [-0.5:1.5]
set format x ''
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 2 'node' at screen 0.02764706, 0.7424479 center rotate by 90
set label 3 'place = 0' at screen 0.19019608, 0.9479167 center
set colorbox user origin screen 0.9014706, 0.119791664 size screen 0.016470589, 0.8052083 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.9014706, screen 0.119791664 + k*0.00629069 to screen 0.91794115, 0.925 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 0.2
set label 5 'cube' at screen 0.9752941, 0.52239585 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
set lmargin at screen 0.35421568
set rmargin at screen 0.599902
set bmargin at screen 0.5598958
set tmargin at screen 0.925
set xrange [-0.5:1.5]
set format x ''
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y ''
unset logscale y
set ytics 1
unset label
set label 3 'place = 1' at screen 0.47705883, 0.9479167 center
unset colorbox
set key off
unset object 1
plot $cells1 using 1:2:3 with image notitle
set lmargin at screen 0.6410784
set rmargin at screen 0.8867647
set bmargin at screen 0.5598958
set tmargin at screen 0.925
set xrange [-0.5:1.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y ''
unset logscale y
set ytics 1
unset label
set label 1 'time' at screen 0.76392156, 0.47135416 center
set label 3 'place = 2' at screen 0.76392156, 0.9479167 center
unset colorbox
set key off
unset object 1
plot $cells2 using 1:2:3 with image notitle
set lmargin at screen 0.06735294
set rmargin at screen 0.3130392
set bmargin at screen 0.119791664
set tmargin at screen 0.48489583
set xrange [-0.5:1.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'time' at screen 0.19019608, 0.03125 center
set label 2 'node' at screen 0.02764706, 0.30234376 center rotate by 90
set label 3 'place = 3' at screen 0.19019608, 0.5078125 center
unset colorbox
set key off
unset object 1
plot $cells3 using 1:2:3 with image notitle
set lmargin at screen 0.35421568
set rmargin at screen 0.599902
set bmargin at screen 0.119791664
set tmargin at screen 0.48489583
set xrange [-0.5:1.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y ''
unset logscale y
set ytics 1
unset label
set label 1 'time' at screen 0.47705883, 0.03125 center
set label 3 'place = 4' at screen 0.47705883, 0.5078125 center
unset colorbox
set key off
unset object 1
plot $cells4 using 1:2:3 with image notitle
unset multiplot
---- crowd2.nc
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,8.2cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 0
1 1
END
$curve0_1 << END
0 0
1 1
END
$curve1_0 << END
0 1
1 0
END
$curve1_1 << END
0 1
1 0
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.08794118
set rmargin at screen 0.9073529
set bmargin at screen 0.57012194
set tmargin at screen 0.9634146
set xrange [0:1]
set format x ''
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 2 'V' at screen 0.02764706, 0.7667683 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.9132353, 0.9756098 title 'place' left
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' title '0', \
     $curve0_1 using 1:2 with lines linewidth 1 linecolor rgb '#d55e00' title '1'
set lmargin at screen 0.08794118
set rmargin at screen 0.9073529
set bmargin at screen 0.1402439
set tmargin at screen 0.5335366
set xrange [0:1]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'time' at screen 0.49764705, 0.036585364 center
set label 2 'W' at screen 0.02764706, 0.33689025 center rotate by 90
set key off
plot $curve1_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' title '0', \
     $curve1_1 using 1:2 with lines linewidth 1 linecolor rgb '#d55e00' title '1'
unset multiplot
---- crowd2.nc --phase V,W --title 'Two of them'
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 0
END
$curve0_1 << END
0 1
1 0
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.8147059
set bmargin at screen 0.16428572
set tmargin at screen 0.89285713
set xrange [-0.03:1.03]
set format x '%g'
unset logscale x
set xtics 0.2
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'V' at screen 0.49529412, 0.042857144 center
set label 2 'W' at screen 0.05529412, 0.5285714 center rotate by 90
set label 4 'Two of them' at screen 0.5, 0.95714283 center
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.8264706, 0.9071429 title 'place' left
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' title '0', \
     $curve0_1 using 1:2 with lines linewidth 1 linecolor rgb '#d55e00' title '1'
