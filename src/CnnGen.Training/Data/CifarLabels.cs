namespace CnnGen;

/// <summary>Which of CIFAR's data sets a file holds, and which of its labels are taken.</summary>
public enum CifarLabels
{
    /// <summary>CIFAR-10: ten classes.</summary>
    Cifar10,

    /// <summary>CIFAR-100 with its hundred fine classes.</summary>
    Cifar100Fine,

    /// <summary>CIFAR-100 with its twenty coarse classes.</summary>
    Cifar100Coarse,
}
