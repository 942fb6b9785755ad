;; Sums over spans of samples, sixteen at a time: the innermost loops of the verifier.
;; Compiled into compare-kernel.wasm.ts by `npm run generate`.
(module
  (import "daylight" "memory" (memory 1))

  ;; The sum of squared differences of the samples from..to of two lines that begin at $a and $b. Adds, for each block
  ;; of 2^$shift samples (8 at least) that is touched, the absolute differences and the number of samples to the pair of
  ;; 32-bit numbers at $sums + 8 * block. A line of 8K gives less than 2^31.
  (func (export "difference")
    (param $a i32) (param $b i32) (param $from i32) (param $to i32) (param $shift i32) (param $sums i32) (result i32)
    (local $x i32) (local $d i32) (local $squares i32)
    (local $p v128) (local $q v128) (local $v v128) (local $wide v128)
    (local.set $x (local.get $from))
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $x) (local.get $to)))
        (if (i32.and
              (i32.eqz (i32.and (local.get $x) (i32.const 7)))
              (i32.le_s (i32.add (local.get $x) (i32.const 16)) (local.get $to)))
          (then
            (local.set $p (v128.load (i32.add (local.get $a) (local.get $x))))
            (local.set $q (v128.load (i32.add (local.get $b) (local.get $x))))
            (local.set $v (i8x16.sub
              (i8x16.max_u (local.get $p) (local.get $q))
              (i8x16.min_u (local.get $p) (local.get $q))))
            (local.set $p (i16x8.extend_low_i8x16_u (local.get $v)))
            (local.set $q (i16x8.extend_high_i8x16_u (local.get $v)))
            (local.set $wide (i32x4.add (local.get $wide) (i32x4.add
              (i32x4.dot_i16x8_s (local.get $p) (local.get $p))
              (i32x4.dot_i16x8_s (local.get $q) (local.get $q)))))
            ;; Four sums of four samples: the first two are of one block, the last two of it or of the next.
            (local.set $v (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get $v))))
            (call $add
              (i32.add (local.get $sums) (call $place (local.get $x) (local.get $shift)))
              (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v)))
              (i64.const 0x800000000))
            (call $add
              (i32.add (local.get $sums) (call $place (i32.add (local.get $x) (i32.const 8)) (local.get $shift)))
              (i32.add (i32x4.extract_lane 2 (local.get $v)) (i32x4.extract_lane 3 (local.get $v)))
              (i64.const 0x800000000))
            (local.set $x (i32.add (local.get $x) (i32.const 16))))
          (else
            (local.set $d (i32.sub
              (i32.load8_u (i32.add (local.get $a) (local.get $x)))
              (i32.load8_u (i32.add (local.get $b) (local.get $x)))))
            (local.set $squares (i32.add (local.get $squares) (i32.mul (local.get $d) (local.get $d))))
            (call $add
              (i32.add (local.get $sums) (call $place (local.get $x) (local.get $shift)))
              (select
                (local.get $d) (i32.sub (i32.const 0) (local.get $d)) (i32.ge_s (local.get $d) (i32.const 0)))
              (i64.const 0x100000000))
            (local.set $x (i32.add (local.get $x) (i32.const 1)))))
        (br $next)))
    (i32.add (local.get $squares) (call $across (local.get $wide))))

  ;; Where the pair of numbers of a sample's block lies.
  (func $place (param $x i32) (param $shift i32) (result i32)
    (i32.shl (i32.shr_u (local.get $x) (local.get $shift)) (i32.const 3)))

  ;; Adds to a pair of numbers: the difference to the first, and $samples, which comes in the upper half, to the second.
  (func $add (param $pair i32) (param $difference i32) (param $samples i64)
    (i64.store (local.get $pair) (i64.add
      (i64.load (local.get $pair))
      (i64.or (i64.extend_i32_u (local.get $difference)) (local.get $samples)))))

  ;; The sum of the four numbers of a vector.
  (func $across (param $v v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v)))
      (i32.add (i32x4.extract_lane 2 (local.get $v)) (i32x4.extract_lane 3 (local.get $v))))))
