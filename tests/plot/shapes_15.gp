---- shapes.nc long_trials --x trial
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:9]
$curve0_0 << END
0 1 1
1 11 1
2 21 1
END
$curve0_1 << END
0 2 2
1 12 2
2 22 2
END
$curve0_2 << END
0 3 3
1 13 3
2 23 3
END
$curve0_3 << END
0 4 4
1 14 4
2 24 4
END
$curve0_4 << END
0 5 5
1 15 5
2 25 5
END
$curve0_5 << END
0 6 6
1 16 6
2 26 6
END
$curve0_6 << END
0 7 7
1 17 7
2 27 7
END
$curve0_7 << END
0 8 8
1 18 8
2 28 8
END
$curve0_8 << END
0 9 9
1 19 9
2 29 9
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [-0.40000000000000013:30.4]
set format y '%g'
unset logscale y
set ytics 10
unset label
set label 1 'trial' at screen 0.485, 0.05 center
set label 2 'long_trials' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.84411764, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.19166666 + k*0.005924479 to screen 0.8770588, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 2
set label 5 'k [nA]' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_1 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_2 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_3 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_4 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_5 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_6 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_7 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle, \
     $curve0_8 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle
---- shapes.nc timers
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 7
1 8
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.03:1.03]
set format x '%g'
unset logscale x
set xtics 1
set yrange [6.95:8.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'timer' at screen 0.56735295, 0.05 center
set label 2 'timers' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- shapes.nc matrix
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,3.5cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [0:11]
$cells0 << END
0 0 0
1 0 1
2 0 2
3 0 3
4 0 4
5 0 5
0 1 6
1 1 7
2 1 8
3 1 9
4 1 10
5 1 11
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.7941176
set bmargin at screen 0.38047618
set tmargin at screen 0.9142857
set xrange [-0.5:5.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [1.5:-0.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'node_to' at screen 0.46441177, 0.13761905 center
set label 2 'node' at screen 0.05529412, 0.64738095 center rotate by 90
set colorbox user origin screen 0.8235294, 0.38047618 size screen 0.032941177, 0.53380954 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8235294, screen 0.38047618 + k*0.004170387 to screen 0.8564706, 0.9142857 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 5
set label 5 'matrix' at screen 0.9505882, 0.64738095 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
---- shapes.nc turned
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,16cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [0:11]
$cells0 << END
0 0 0
1 0 1
0 1 2
1 1 3
0 2 4
1 2 5
0 3 6
1 3 7
0 4 8
1 4 9
0 5 10
1 5 11
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.70529413
set bmargin at screen 0.071875
set tmargin at screen 0.98125
set xrange [-0.5:1.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [5.5:-0.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'node' at screen 0.42, 0.01875 center
set label 2 'node_to' at screen 0.05529412, 0.5265625 center rotate by 90
set colorbox user origin screen 0.73470587, 0.071875 size screen 0.032941177, 0.909375 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.73470587, screen 0.071875 + k*0.0071044923 to screen 0.7676471, 0.98125 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 2
set label 5 'turned' at screen 0.8617647, 0.5265625 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
---- shapes.nc w
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6.9cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:4]
$cells0 << END
0 0 1
1 0 2
0 1 3
1 1 4
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.7735294
set bmargin at screen 0.16956522
set tmargin at screen 0.95652175
set xrange [-0.5:1.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [1.5:-0.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'w_dim1' at screen 0.45411766, 0.046376813 center
set label 2 'w_dim0' at screen 0.05529412, 0.5630435 center rotate by 90
set colorbox user origin screen 0.8029412, 0.16956522 size screen 0.032941177, 0.78695655 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8029412, screen 0.16956522 + k*0.006148098 to screen 0.83588237, 0.95652175 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 0.5
set label 5 'w' at screen 0.9505882, 0.5630435 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
---- shapes.nc of_k --kind overlay
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 11
2 21
3 31
4 41
5 51
6 61
7 71
8 81
9 91
END
$curve0_1 << END
1 12
2 22
3 32
4 42
5 52
6 62
7 72
8 82
9 92
END
$curve0_2 << END
1 13
2 23
3 33
4 43
5 53
6 63
7 73
8 83
9 93
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.7735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.76:9.24]
set format x '%g'
unset logscale x
set xtics 1
set yrange [6.8999999999999995:97.1]
set format y '%g'
unset logscale y
set ytics 20
unset label
set label 1 'k [nA]' at screen 0.46441177, 0.05 center
set label 2 'of_k' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.7852941, 0.96666664 title 'c' left
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' title '1', \
     $curve0_1 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#d55e00' title '10', \
     $curve0_2 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#009e73' title '100'
---- shapes.nc of_k --kind line --x c
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:9]
$curve0_0 << END
1 11 1
10 12 1
100 13 1
END
$curve0_1 << END
1 21 2
10 22 2
100 23 2
END
$curve0_2 << END
1 31 3
10 32 3
100 33 3
END
$curve0_3 << END
1 41 4
10 42 4
100 43 4
END
$curve0_4 << END
1 51 5
10 52 5
100 53 5
END
$curve0_5 << END
1 61 6
10 62 6
100 63 6
END
$curve0_6 << END
1 71 7
10 72 7
100 73 7
END
$curve0_7 << END
1 81 8
10 82 8
100 83 8
END
$curve0_8 << END
1 91 9
10 92 9
100 93 9
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [6.8999999999999995:97.1]
set format y '%g'
unset logscale y
set ytics 20
unset label
set label 1 'c' at screen 0.485, 0.05 center
set label 2 'of_k' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.84411764, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.19166666 + k*0.005924479 to screen 0.8770588, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 2
set label 5 'k [nA]' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_1 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_2 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_3 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_4 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_5 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_6 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_7 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle, \
     $curve0_8 using 1:2:3 with linespoints linewidth 0.6 pointtype 7 pointsize 0.35 linecolor palette notitle
