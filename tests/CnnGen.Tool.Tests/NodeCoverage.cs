using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Tool.Tests;

/// <summary>Operator cases that are not imported, and why. A test compares it with what is: nothing is left out unsaid, and nothing stands here that runs.</summary>
internal static class NodeCoverage
{
    private static readonly (string Reason, string[] Cases)[] Reasons =
    [
        ("an optimizer's step, not a layer",
        [
            "test_adagrad",
            "test_adam",
            "test_momentum_multiple",
            "test_nesterov_momentum",
        ]),
        ("training mode, which is no inference",
        [
            "test_batchnorm_epsilon_training_mode",
            "test_training_dropout",
            "test_training_dropout_default_mask",
        ]),
        ("quotients of integers are cut to whole numbers",
        [
            "test_div_int16",
            "test_div_int32_trunc",
            "test_div_uint16",
            "test_div_uint8",
        ]),
        ("a function that no layer is and no few of them are",
        [
            "test_erf",
            "test_log",
            "test_thresholdedrelu",
            "test_thresholdedrelu_default",
        ]),
        ("an optional value, not a tensor",
        [
            "test_identity_opt",
        ]),
        ("elements at places that are data",
        [
            "test_maxunpool_export_without_output_shape",
        ]),
        ("numbers beyond float32",
        [
            "test_operator_add_size1_right_broadcast",
            "test_operator_add_size1_singleton_broadcast",
        ]),
        ("an output without elements",
        [
            "test_slice_start_out_of_bounds",
        ]),
    ];

    public static IReadOnlyDictionary<string, string> NotRun { get; } =
        Reasons.SelectMany(static group => group.Cases.Select(name => (name, group.Reason))).ToDictionary();
}
